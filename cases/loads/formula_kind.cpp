#include "cases/loads/formula_kind.hpp"

#include "kernels/error.hpp"

namespace freshet {

const FormulaKind& formula_kind(const std::string& name) {
  for (const auto& kind : formula_kinds())
    if (kind.name == name) return kind;
  throw InputError("no such formula: " + name);
}

}  // namespace freshet
