#include "cases/input/expression.hpp"

#include <muParser.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <sstream>
#include <utility>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr std::size_t kLongestText = 10000;  // beyond this it is no formula but a mistake

double hypotenuse(double a, double b) { return std::hypot(a, b); }
double round_down(double a) { return std::floor(a); }
double round_up(double a) { return std::ceil(a); }
double remainder_of(double a, double b) { return std::fmod(a, b); }
double cube_root(double a) { return std::cbrt(a); }

mu::Parser make_parser() {
  mu::Parser parser;
  parser.DefineConst("pi", std::numbers::pi);
  parser.DefineFun("hypot", hypotenuse);
  parser.DefineFun("floor", round_down);
  parser.DefineFun("ceil", round_up);
  parser.DefineFun("mod", remainder_of);
  parser.DefineFun("cbrt", cube_root);
  return parser;
}

std::string shortened(const std::string& text) {
  return text.size() <= 120 ? text : text.substr(0, 117) + "...";
}

/// muParser would take "x = 1" as an assignment to x; in a case it can only be a slip for "==".
std::size_t find_assignment(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') continue;
    if (i + 1 < text.size() && text[i + 1] == '=') {
      ++i;
      continue;
    }
    if (i == 0 || std::string("<>!").find(text[i - 1]) == std::string::npos) return i;
  }
  return std::string::npos;
}

}  // namespace

struct Expression::Compiled {
  Compiled(std::string formula, std::vector<std::string> variables,
           std::map<std::string, Real> constants, std::string place)
      : text(std::move(formula)),
        names(std::move(variables)),
        parameters(std::move(constants)),
        where(std::move(place)),
        values(names.size(), 0.0),
        parser(make_parser()) {
    if (text.size() > kLongestText) fail("is too long a formula");
    if (text.find_first_not_of(" \t\n\r") == std::string::npos) fail("is an empty formula");
    if (const auto at = find_assignment(text); at != std::string::npos)
      fail("'=' at character " + std::to_string(at + 1) + " assigns; to compare write '=='");
    compile();
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(where + ": " + what + " (\"" + shortened(text) + "\")");
  }

  void compile() {
    try {
      for (const auto& [name, value] : parameters) parser.DefineConst(name, value);
      for (std::size_t i = 0; i < names.size(); ++i) parser.DefineVar(names[i], &values[i]);
      parser.SetExpr(text);
      int results = 0;
      parser.Eval(results);
      if (results != 1) fail("gives " + std::to_string(results) + " values, not one");
    } catch (const mu::Parser::exception_type& error) {
      fail(describe(error));
    }
  }

  Real evaluate() const {
    try {
      return parser.Eval();
    } catch (const mu::Parser::exception_type& error) {
      fail(describe(error));
    }
  }

  std::string describe(const mu::Parser::exception_type& error) const {
    // muParser counts from 0 and says the place in some messages only.
    std::string what = shortened(error.GetMsg());
    if (const auto at = what.find(" found at position"); at != what.npos) what.resize(at);
    if (const auto at = what.find(" at position"); at != what.npos) what.resize(at);
    while (!what.empty() && what.back() == '.') what.pop_back();
    if (error.GetPos() >= 0) what += " at character " + std::to_string(error.GetPos() + 1);
    if (error.GetCode() == mu::ecUNASSIGNABLE_TOKEN) {
      what += "; known are ";
      for (const auto& name : names) what += name + ", ";
      for (const auto& [name, value] : parameters) what += name + ", ";
      what += "pi";
    }
    return what;
  }

  std::string text;
  std::vector<std::string> names;
  std::map<std::string, Real> parameters;
  std::string where;
  std::vector<Real> values;  // muParser reads the variables from here
  mu::Parser parser;
};

Expression::Expression(const std::string& text, const std::vector<std::string>& variables,
                       const std::map<std::string, Real>& parameters, const std::string& where)
    : compiled_(std::make_unique<Compiled>(text, variables, parameters, where)) {}

Expression::Expression(const Expression& other)
    : compiled_(std::make_unique<Compiled>(other.compiled_->text, other.compiled_->names,
                                           other.compiled_->parameters, other.compiled_->where)) {}

Expression::Expression(Expression&& other) noexcept = default;
Expression::~Expression() = default;

Expression& Expression::operator=(Expression other) noexcept {
  std::swap(compiled_, other.compiled_);
  return *this;
}

const std::string& Expression::text() const { return compiled_->text; }

Real Expression::evaluate(std::span<const Real> values) const {
  Compiled& compiled = *compiled_;
  if (values.size() != compiled.values.size()) compiled.fail("wrong number of variables");
  std::copy(values.begin(), values.end(), compiled.values.begin());
  const Real result = compiled.evaluate();
  if (std::isfinite(result)) return result;
  std::ostringstream text;
  text.precision(12);
  text << "gives " << result << " at";
  for (std::size_t i = 0; i < values.size(); ++i)
    text << (i == 0 ? " " : ", ") << compiled.names[i] << " = " << values[i];
  compiled.fail(text.str());
}

bool Expression::is_free_name(const std::string& name) {
  if (name == "x" || name == "y" || name == "z" || name == "t") return false;
  mu::Parser parser = make_parser();
  if (parser.GetFunDef().contains(name) || parser.GetConst().contains(name)) return false;
  try {
    parser.DefineConst(name, 0);
  } catch (const mu::Parser::exception_type&) {
    return false;
  }
  return true;
}

}  // namespace freshet
