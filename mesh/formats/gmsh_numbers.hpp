#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace freshet {

/// The numbers of a Gmsh file one after the other, whether it is text or binary of either byte
/// order, and the lines between them. Errors are InputErrors that name file and section.
class GmshNumbers {
 public:
  /// Reads $MeshFormat, which must come first.
  explicit GmshNumbers(const std::filesystem::path& file);

  bool before_4() const { return version_ < 3; }
  bool is_4_1() const { return version_ > 4.05; }
  bool binary() const { return binary_; }
  const std::string& section() const { return section_; }

  /// Goes to the next line that starts with $, which becomes the section; false at the end of the
  /// file.
  bool next_section();
  /// The current section must end here.
  void end_section();

  std::int64_t whole();  ///< 32 bits in a binary file
  std::int64_t large();  ///< 64 bits in a binary file
  std::int64_t tag() { return is_4_1() ? large() : whole(); }
  double real();
  /// A count that is not negative: `large`, or in a section of format 2 a line of text.
  std::int64_t count();
  /// `count` reals, all finite.
  void reals(std::int64_t count);
  /// A word, then a whole number, as $PhysicalNames has them in text also in a binary file.
  std::int64_t text_whole();
  std::string line();

  [[noreturn]] void fail(const std::string& what) const;

 private:
  template <class T>
  T read();
  std::string word();

  std::filesystem::path file_;
  std::ifstream stream_;
  double version_ = 0;
  bool binary_ = false, swapped_ = false;
  std::string section_ = "$MeshFormat";
};

}  // namespace freshet
