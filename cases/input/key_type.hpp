#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cases/input/range.hpp"

namespace freshet {

/// What the words of a key's type in the schema mean, so that documentation and reader cannot part.
struct KeyType {
  enum class Form {
    Number,      ///< "number", "number >= 0, m", "number > 0, <= 1", "number 0 .. 89, degrees"
    Integer,     ///< "integer 1 .. 8"
    Choice,      ///< "\"l1\", \"l2\" or \"max\""
    Text,        ///< "text"
    File,        ///< "file"
    Tuple,       ///< "[number, number], m", "[x, y], m", "[integer, integer]"
    Rows,        ///< "list of [x, y, level], m"
    Expression,  ///< "expression in x, y"
    Other        ///< read by code of its own
  };
  Form form = Form::Other;
  Range range;                     ///< of a number or integer
  std::size_t count = 0;           ///< of a tuple or a row
  bool integers = false;           ///< a tuple's entries are
  std::vector<std::string> words;  ///< choices, or variables of an expression
};

KeyType key_type(std::string_view words);

/// Numbers in "0.01" or "[1, 2]"; none where it is no number.
std::vector<Real> numbers_in(std::string_view words);

/// The text in "\"depth\"", or none where it is not in quotes.
std::vector<std::string> quoted_in(std::string_view words);

}  // namespace freshet
