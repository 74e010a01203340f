#pragma once
#include <array>
#include <concepts>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// A formula of a case, such as "max(0, 0.2 - 0.05*(x - 10)^2)", compiled once and evaluated often.
/// Known are its variables, the case's parameters, pi, the operators and functions of muParser and
/// hypot, floor, ceil, mod, cbrt. One object is for one thread; copies are independent of each
/// other.
class Expression {
 public:
  /// `where` ("case.toml:12: bed.expression") starts every message. Throws InputError with the
  /// position of a mistake.
  Expression(const std::string& text, const std::vector<std::string>& variables,
             const std::map<std::string, Real>& parameters, const std::string& where);
  Expression(const Expression& other);
  Expression(Expression&& other) noexcept;
  Expression& operator=(Expression other) noexcept;
  ~Expression();

  /// Values of the variables in their order. Throws InputError where the result is not finite.
  Real evaluate(std::span<const Real> values) const;
  template <std::convertible_to<Real>... Values>
  Real operator()(Values... values) const {
    const std::array<Real, sizeof...(Values)> list{static_cast<Real>(values)...};
    return evaluate(list);
  }
  const std::string& text() const;

  /// Whether a parameter may have this name: an identifier that no variable, constant or function
  /// has.
  static bool is_free_name(const std::string& name);

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace freshet
