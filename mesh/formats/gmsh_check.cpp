#include "mesh/formats/gmsh_check.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

#include "mesh/formats/gmsh_numbers.hpp"

namespace freshet {
namespace {

struct ElementType {
  int dimension = 0, nodes = 0;
};

/// Gmsh's element types of up to two dimensions, linear and of second order.
const std::map<std::int64_t, ElementType> kTypes{{15, {0, 1}}, {1, {1, 2}}, {8, {1, 3}},
                                                 {2, {2, 3}},  {9, {2, 6}}, {3, {2, 4}},
                                                 {10, {2, 9}}, {16, {2, 8}}};
constexpr std::int64_t kMostTags = 16;       ///< that PETSc has room for
constexpr std::int64_t kSparse = 1'000'000;  ///< PETSc keeps a table up to the highest node number

class Walk {
 public:
  explicit Walk(const std::filesystem::path& file) : in_(file) {}

  GmshNames run() {
    std::set<std::string> seen;
    while (in_.next_section()) {
      const std::string section = in_.section();
      if (!seen.insert(section).second) in_.fail("two sections " + section);
      if (section == "$PhysicalNames")
        read_names();
      else if (section == "$Entities")
        read_entities();
      else if (section == "$Nodes")
        in_.before_4() ? nodes_2() : nodes_4();
      else if (section == "$Elements")
        in_.before_4() ? elements_2() : elements_4();
      else
        break;  // sections of data after the mesh are not read
      in_.end_section();
    }
    for (const char* section : {"$Nodes", "$Elements"})
      if (!seen.contains(section))
        in_.fail(std::string("truncated or damaged: no ") + section +
                 " before the end or section " + in_.section());
    if (cells_ == 0) in_.fail("no triangles or quadrilaterals");
    return names_;
  }

 private:
  void read_names() {
    for (auto remaining = in_.text_whole(); remaining > 0; --remaining) {
      const auto dimension = in_.text_whole(), number = in_.text_whole();
      std::string name = in_.line();
      name.erase(0, name.find_first_not_of(" \t"));
      if (name.size() < 3 || name.size() > 127 || name.front() != '"' || name.back() != '"')
        in_.fail("damaged in $PhysicalNames: a name in quotes is expected");
      name = name.substr(1, name.size() - 2);
      if (dimension != 1 && dimension != 2) continue;
      auto& groups = dimension == 1 ? names_.curves : names_.surfaces;
      const auto known = std::find(groups.names.begin(), groups.names.end(), name);
      groups.index[static_cast<int>(number)] = static_cast<Index>(known - groups.names.begin());
      if (known == groups.names.end()) groups.names.push_back(name);
    }
  }

  void read_entities() {
    std::array<std::int64_t, 4> counts{};
    for (auto& count : counts) count = in_.count();
    for (int dimension = 0; dimension < 4; ++dimension)
      for (std::int64_t i = 0; i < counts[dimension]; ++i) {
        entities_.insert({dimension, in_.whole()});
        in_.reals(dimension == 0 && in_.is_4_1() ? 3 : 6);
        if (tags() > kMostTags) in_.fail("too many groups on one entity in $Entities");
        if (dimension > 0) tags();
      }
  }

  std::int64_t tags() {
    const auto number = in_.count();
    for (std::int64_t i = 0; i < number; ++i) in_.whole();
    return number;
  }

  void add_node(std::int64_t tag) {
    if (tag <= 0 || !nodes_.insert(tag).second)
      in_.fail("node number " + std::to_string(tag) + " is not positive or there are two of it");
    highest_ = std::max(highest_, tag);
  }

  void check_numbers(std::int64_t announced) {
    const auto found = static_cast<std::int64_t>(nodes_.size());
    if (found != announced || highest_ > 100 * found + kSparse)
      in_.fail(std::to_string(announced) + " nodes announced, " + std::to_string(found) +
               " found, the highest " + std::to_string(highest_));
  }

  void nodes_2() {
    const auto announced = in_.count();
    for (std::int64_t i = 0; i < announced; ++i) {
      add_node(in_.whole());
      in_.reals(3);
    }
    check_numbers(announced);
  }

  void nodes_4() {
    const auto blocks = in_.count(), announced = in_.count();
    for (int skipped = in_.is_4_1() ? 2 : 0; skipped > 0; --skipped) in_.large();
    for (std::int64_t block = 0; block < blocks; ++block) {
      const auto first = in_.whole(), second = in_.whole();
      const auto parametric = in_.whole(), number = in_.count();
      if (in_.is_4_1())
        check_entity(first, second);
      else
        check_entity(second, first);
      if (parametric != 0) in_.fail("nodes with parametric coordinates cannot be read");
      for (std::int64_t i = 0; i < number; ++i) {
        add_node(in_.tag());
        if (!in_.is_4_1()) in_.reals(3);
      }
      if (in_.is_4_1()) in_.reals(3 * number);
    }
    check_numbers(announced);
  }

  void check_entity(std::int64_t dimension, std::int64_t tag) {
    if (!entities_.contains({dimension, tag}))
      in_.fail("entity " + std::to_string(tag) + " of dimension " + std::to_string(dimension) +
               " in " + in_.section() + " is not among the $Entities");
  }

  ElementType type(std::int64_t number) {
    const auto found = kTypes.find(number);
    if (found == kTypes.end())
      in_.fail("element type " + std::to_string(number) + " is not one of two dimensions or less");
    return found->second;
  }

  void element(std::int64_t number, const ElementType& type) {
    std::array<std::int64_t, 9> used{};
    for (int n = 0; n < type.nodes; ++n) {
      used[n] = in_.tag();
      if (!nodes_.contains(used[n]))
        in_.fail("element " + std::to_string(number) + " names node " + std::to_string(used[n]) +
                 ", which the file does not have");
    }
    std::sort(used.begin(), used.begin() + type.nodes);
    if (std::adjacent_find(used.begin(), used.begin() + type.nodes) != used.begin() + type.nodes)
      in_.fail("element " + std::to_string(number) + " names a node twice");
    cells_ += type.dimension == 2;
  }

  void elements_2() {
    for (auto remaining = in_.count(); remaining > 0;) {
      std::int64_t number = in_.binary() ? 0 : in_.whole();
      const ElementType kind = type(in_.whole());
      const auto in_block = in_.binary() ? in_.whole() : 1, tags = in_.whole();
      if (in_block <= 0 || in_block > remaining || tags < 0 || tags > kMostTags)
        in_.fail("damaged in $Elements");
      for (std::int64_t i = 0; i < in_block; ++i) {
        if (in_.binary()) number = in_.whole();
        for (std::int64_t t = 0; t < tags; ++t) in_.whole();
        element(number, kind);
      }
      remaining -= in_block;
    }
  }

  void elements_4() {
    const auto blocks = in_.count(), announced = in_.count();
    for (int skipped = in_.is_4_1() ? 2 : 0; skipped > 0; --skipped) in_.large();
    std::int64_t found = 0;
    for (std::int64_t block = 0; block < blocks; ++block) {
      const auto first = in_.whole(), second = in_.whole();
      const auto dimension = in_.is_4_1() ? first : second, entity = in_.is_4_1() ? second : first;
      const ElementType kind = type(in_.whole());
      const auto number = in_.count();
      check_entity(dimension, entity);
      if (kind.dimension != dimension) in_.fail("damaged in $Elements: a type of other dimension");
      for (std::int64_t i = 0; i < number; ++i) {
        const auto tag = in_.tag();
        element(tag, kind);
      }
      found += number;
    }
    if (found != announced)
      in_.fail(std::to_string(announced) + " elements announced, " + std::to_string(found) +
               " found");
  }

  GmshNumbers in_;
  GmshNames names_;
  std::set<std::pair<std::int64_t, std::int64_t>> entities_;  ///< dimension and number
  std::unordered_set<std::int64_t> nodes_;
  std::int64_t highest_ = 0, cells_ = 0;
};

}  // namespace

Index GmshGroups::find_or_add(int number) {
  const auto found = index.find(number);
  if (found != index.end()) return found->second;
  const auto added = static_cast<Index>(names.size());
  names.push_back(std::to_string(number));
  index[number] = added;
  return added;
}

GmshNames check_gmsh(const std::filesystem::path& file) { return Walk(file).run(); }

}  // namespace freshet
