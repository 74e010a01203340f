#include "mesh/formats/boundary_file_cli.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <unordered_map>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr std::size_t kColumns = 13, kNodeColumn = 11, kMostNoted = 10;
constexpr long kWall = 2;
constexpr GlobalIndex kCellsAtOnce = 1 << 20;

struct BoundaryNode {
  GlobalIndex node = 0;  ///< from 0
  std::array<long, 3> codes{};
  bool liquid() const { return codes[0] != kWall; }
};

using Nodes = std::vector<BoundaryNode>;

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

BoundaryNode parse(const std::vector<std::string>& columns, const std::string& place,
                   GlobalIndex nodes) {
  require(columns.size() >= kColumns, place + ": 13 columns are needed, not", columns.size());
  BoundaryNode entry;
  for (int c = 0; c < 3; ++c) entry.codes[c] = whole_number(columns[c], place);
  entry.node = whole_number(columns[kNodeColumn], place) - 1;
  require(entry.node >= 0 && entry.node < nodes,
          place + ": the mesh has " + std::to_string(nodes) + " nodes, this is node",
          entry.node + 1);
  return entry;
}

/// A node that comes twice with the same codes, as where a contour's first is repeated at its end,
/// counts once.
Nodes read_nodes(const std::filesystem::path& file, GlobalIndex nodes) {
  std::ifstream stream(file);
  require(stream.good() && !std::filesystem::is_directory(file), "cannot be opened", file.string());
  Nodes result;
  std::unordered_map<GlobalIndex, std::size_t> places;
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    const std::string place = file.string() + ":" + std::to_string(number);
    std::istringstream words(line.substr(0, line.find('#')));
    const std::vector<std::string> columns{std::istream_iterator<std::string>(words), {}};
    if (columns.empty()) continue;
    const auto entry = parse(columns, place, nodes);
    const auto [known, is_new] = places.emplace(entry.node, result.size());
    if (is_new) result.push_back(entry);
    require(result[known->second].codes == entry.codes,
            place + ": stands above with other codes: node", entry.node + 1);
  }
  require(!result.empty(), "no boundary nodes", file.string());
  return result;
}

/// The edges of the mesh's boundary between the nodes of a list, by their places in it.
class Rim {
 public:
  Rim(const Nodes& list, SelafinFile& cells) : count_(list.size()) {
    std::unordered_map<GlobalIndex, std::size_t> places;
    for (std::size_t i = 0; i < list.size(); ++i) places.emplace(list[i].node, i);
    for (GlobalIndex first = 0; first < cells.cells(); first += kCellsAtOnce)
      add(cells.connectivity(first, std::min(kCellsAtOnce, cells.cells() - first)), cells.corners(),
          places);
  }

  bool has(std::size_t a, std::size_t b) const {
    const auto found = cells_.find(key(a, b));
    return found != cells_.end() && found->second == 1;
  }

  std::size_t edges() const {
    return std::count_if(cells_.begin(), cells_.end(), [](const auto& e) { return e.second == 1; });
  }

 private:
  std::size_t key(std::size_t a, std::size_t b) const {
    return std::min(a, b) * count_ + std::max(a, b);
  }

  void add(const std::vector<std::int32_t>& nodes, int corners,
           const std::unordered_map<GlobalIndex, std::size_t>& places) {
    for (std::size_t c = 0; c < nodes.size(); c += corners)
      for (int p = 0; p < corners; ++p) {
        const auto a = places.find(nodes[c + p] - 1);
        const auto b = places.find(nodes[c + (p + 1) % corners] - 1);
        if (a != places.end() && b != places.end()) ++cells_[key(a->second, b->second)];
      }
  }

  std::size_t count_;
  std::unordered_map<std::size_t, int> cells_;  ///< that an edge belongs to
};

/// A stretch [begin, end) of the list whose nodes follow one another along the boundary.
struct Contour {
  std::size_t begin = 0, end = 0;
  bool closed = false;  ///< the last is followed by the first
  std::size_t after(std::size_t i) const { return i + 1 < end ? i + 1 : begin; }
};

std::vector<Contour> find_contours(const Nodes& list, const Rim& rim) {
  std::vector<Contour> contours;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i == 0 || !rim.has(i - 1, i)) contours.push_back({i, i, false});
    contours.back().end = i + 1;
  }
  for (auto& c : contours) c.closed = c.end - c.begin > 2 && rim.has(c.end - 1, c.begin);
  return contours;
}

/// For each node its run, from 0 in the order of the list; kNoName for walls.
struct Runs {
  std::vector<Index> of;
  Index count = 0;

  void number(const Nodes& list, const Contour& contour) {
    const Index first = count;
    for (std::size_t i = contour.begin; i < contour.end; ++i) {
      if (!list[i].liquid()) continue;
      const bool goes_on = i > contour.begin && list[i - 1].codes == list[i].codes;
      of[i] = goes_on ? of[i - 1] : count++;
    }
    const Index last = of[contour.end - 1];
    const bool goes_over_start = contour.closed && last > first && of[contour.begin] == first &&
                                 list[contour.begin].codes == list[contour.end - 1].codes;
    if (!goes_over_start) return;
    --count;
    std::replace(of.begin() + contour.begin, of.begin() + contour.end, last, first);
  }
};

void note_nodes_without_edge(RawMesh& mesh, const std::string& file, const Nodes& list,
                             const std::vector<bool>& used) {
  std::string nodes;
  std::size_t count = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list[i].liquid() || used[i]) continue;
    if (count++ < kMostNoted)
      nodes += (nodes.empty() ? "" : ", ") + std::to_string(list[i].node + 1);
  }
  if (count == 0) return;
  mesh.notes.push_back(file + ": liquid nodes without an edge to another of their kind, so that " +
                       "there is a wall: " + nodes +
                       (count > kMostNoted ? ", ... (" + std::to_string(count) + ")" : ""));
}

}  // namespace

void read_boundary_file(RawMesh& mesh, const std::filesystem::path& file, SelafinFile& cells) {
  const auto list = read_nodes(file, cells.nodes());
  const Rim rim(list, cells);
  Runs runs{std::vector<Index>(list.size(), kNoName)};
  std::vector<bool> used(list.size(), false);
  const auto first_name = static_cast<Index>(mesh.boundary_names.size());
  std::size_t followed = 0;
  for (const auto& contour : find_contours(list, rim)) {
    runs.number(list, contour);
    for (std::size_t i = contour.begin; i < contour.end; ++i) {
      const std::size_t next = contour.after(i);
      if (i + 1 == contour.end && !contour.closed) continue;
      ++followed;
      if (runs.of[i] == kNoName || runs.of[next] == kNoName) continue;
      mesh.edges.push_back({list[i].node, list[next].node, first_name + runs.of[i]});
      used[i] = used[next] = true;
    }
  }
  for (Index r = 1; r <= runs.count; ++r)
    mesh.boundary_names.push_back("liquid_" + std::to_string(r));
  note_nodes_without_edge(mesh, file.string(), list, used);
  if (followed < rim.edges())
    mesh.notes.push_back(
        file.string() + ": " + std::to_string(rim.edges() - followed) +
        " edges of the mesh's boundary join nodes that do not follow one another " +
        "in the file: walls");
}

}  // namespace freshet
