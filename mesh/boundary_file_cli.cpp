#include "mesh/boundary_file_cli.hpp"

#include <fstream>
#include <iterator>
#include <sstream>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr std::size_t kColumns = 13, kNodeColumn = 11;
constexpr long kWall = 2;

struct BoundaryNode {
  GlobalIndex node = 0;  ///< from 0
  std::array<long, 3> codes{};
  bool liquid() const { return codes[0] != kWall; }
};

long whole_number(const std::string& word, const std::string& place) {
  std::size_t used = 0;
  long value = 0;
  try {
    value = std::stol(word, &used);
  } catch (const std::exception&) {
  }
  require(used == word.size() && used > 0, place + ": a whole number is needed, not", word);
  return value;
}

std::vector<BoundaryNode> read_nodes(const std::filesystem::path& file, GlobalIndex nodes) {
  std::ifstream stream(file);
  require(stream.good() && !std::filesystem::is_directory(file), "cannot be opened", file.string());
  std::vector<BoundaryNode> result;
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    const std::string place = file.string() + ":" + std::to_string(number);
    std::istringstream words(line);
    const std::vector<std::string> columns{std::istream_iterator<std::string>(words), {}};
    if (columns.empty()) continue;
    require(columns.size() == kColumns, place + ": 13 columns are needed, not", columns.size());
    BoundaryNode& entry = result.emplace_back();
    for (int c = 0; c < 3; ++c) entry.codes[c] = whole_number(columns[c], place);
    entry.node = whole_number(columns[kNodeColumn], place) - 1;
    require(entry.node >= 0 && entry.node < nodes,
            place + ": the mesh has " + std::to_string(nodes) + " nodes, this is node",
            entry.node + 1);
  }
  require(!result.empty(), "no boundary nodes", file.string());
  return result;
}

}  // namespace

void read_boundary_file(RawMesh& mesh, const std::filesystem::path& file, GlobalIndex nodes) {
  const auto list = read_nodes(file, nodes);
  std::vector<Index> run(list.size(), kNoName);
  Index runs = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list[i].liquid()) continue;
    run[i] = i > 0 && list[i - 1].codes == list[i].codes ? run[i - 1] : runs++;
  }
  const bool goes_round = runs > 1 && list.front().codes == list.back().codes &&
                          list.front().liquid() && list.back().liquid();
  if (goes_round) {
    --runs;
    for (auto& name : run)
      if (name == runs) name = 0;
  }
  const auto first_name = static_cast<Index>(mesh.boundary_names.size());
  for (Index r = 1; r <= runs; ++r) mesh.boundary_names.push_back("liquid_" + std::to_string(r));
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::size_t next = (i + 1) % list.size();
    if (run[i] == kNoName || run[next] == kNoName || list.size() < 2) continue;
    mesh.edges.push_back({list[i].node, list[next].node, first_name + run[i]});
  }
}

}  // namespace freshet
