#include "cases/input/expression.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "kernels/error.hpp"

namespace freshet {
namespace {

Expression make(const std::string& text, const std::map<std::string, Real>& parameters = {}) {
  return {text, {"x", "y"}, parameters, "case.toml:7: bed.expression"};
}

std::string message(const std::string& text) {
  try {
    make(text)(0.0, 0.0);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

void expect_message(const std::string& text, const std::string& part) {
  const auto found = message(text);
  EXPECT_EQ(found.find("case.toml:7: bed.expression: "), 0u) << found;
  EXPECT_NE(found.find(part), std::string::npos) << found;
}

TEST(Expression, EvaluatesVariablesParametersAndFunctions) {
  EXPECT_DOUBLE_EQ(make("max(0, 0.2 - 0.05*(x - 10)^2)")(11.0, 0.0), 0.15);
  EXPECT_DOUBLE_EQ(make("h0 + 2*y", {{"h0", 1.5}})(0.0, 2.0), 5.5);
  EXPECT_DOUBLE_EQ(make("hypot(x, y)")(3.0, 4.0), 5);
  EXPECT_DOUBLE_EQ(make("cos(pi)")(0.0, 0.0), -1);
  EXPECT_DOUBLE_EQ(make("x < 1 && y >= 2 ? 7 : 8")(0.0, 2.0), 7);
  EXPECT_DOUBLE_EQ(make("mod(7, 4) + floor(-0.5) + ceil(0.5) + cbrt(8)")(0.0, 0.0), 5);
}

TEST(Expression, CopiesAreIndependent) {
  auto first = std::make_unique<Expression>(make("x + y"));
  const std::function<Real(Real, Real)> copy = *first;
  EXPECT_EQ((*first)(1.0, 2.0), 3);
  first.reset();
  EXPECT_EQ(copy(3, 4), 7);
}

TEST(Expression, NamesTheMistakeAndItsPlace) {
  expect_message("1 + (x", "parenthesis");
  expect_message("x + w", "\"w\"");
  expect_message("x + w", "5");
  expect_message("", "empty");
  expect_message("  ", "empty");
  expect_message("x = 3", "'=='");
  expect_message("1, 2", "2 values");
  expect_message("\"text\"", "text");
  expect_message(std::string(20000, '('), "too long");
}

TEST(Expression, RefusesWhatIsNotFinite) {
  expect_message("1/x", "inf at x = 0, y = 0");
  expect_message("sqrt(x - 1)", "nan");
}

TEST(Expression, KnowsWhichNamesAreTaken) {
  EXPECT_TRUE(Expression::is_free_name("h0"));
  for (const char* name : {"x", "z", "pi", "sin", "hypot", "1a", "a b", "", "a-b"})
    EXPECT_FALSE(Expression::is_free_name(name)) << name;
}

}  // namespace
}  // namespace freshet
