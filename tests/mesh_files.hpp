#pragma once
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "mesh/parallel/mpi.hpp"

namespace freshet::testing_mesh {

/// A folder of its own for a test program's files, the same on all ranks; rank 0 removes it at the
/// end.
class Folder {
 public:
  Folder() {
    std::string name =
        std::filesystem::temp_directory_path() / ("freshet_test_" + std::to_string(getpid()));
    mpi::broadcast(MPI_COMM_WORLD, name);
    path_ = name;
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    MPI_Barrier(MPI_COMM_WORLD);
    if (mpi::rank_of(MPI_COMM_WORLD) == 0) std::filesystem::remove_all(path_);
  }
  /// Rank 0 writes the file, which no rank may still be reading; when this returns, all can.
  std::filesystem::path write(const std::string& name, const std::string& content) const {
    MPI_Barrier(MPI_COMM_WORLD);
    if (mpi::rank_of(MPI_COMM_WORLD) == 0) std::ofstream(path_ / name, std::ios::binary) << content;
    MPI_Barrier(MPI_COMM_WORLD);
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The bytes of a SELAFIN file, of any byte order and precision.
struct SelafinWriter {
  bool little_endian = false, doubles = false;
  std::vector<std::string> variables{"WATER DEPTH", "BOTTOM"};
  int corners = 3;
  std::vector<std::int32_t> nodes;  ///< of the cells, from 1
  std::vector<double> x, y;
  std::vector<std::vector<double>> values;  ///< a variable each, last time step
  int time_steps = 2;                       ///< the earlier ones hold -99
  std::array<std::int32_t, 2> origin{0, 0};

  std::string bytes() const {
    std::string text;
    const auto nx = static_cast<std::int32_t>(x.size());
    record(text, std::string(72, 't') + (doubles ? "SERAFIND" : "SERAFIN "));
    record(text, integers({static_cast<std::int32_t>(variables.size()), 0}));
    for (auto name : variables) {
      name.resize(32, ' ');
      record(text, name);
    }
    record(text, integers({1, 0, origin[0], origin[1], 0, 0, 0, 0, 0, 1}));
    record(text, integers({2024, 1, 2, 3, 4, 5}));
    record(text, integers({static_cast<std::int32_t>(nodes.size()) / corners, nx, corners, 1}));
    record(text, integers(nodes));
    record(text, integers(std::vector<std::int32_t>(nx, 0)));
    record(text, reals(x));
    record(text, reals(y));
    for (int step = 0; step < time_steps; ++step) {
      record(text, reals({10.0 * step}));
      for (const auto& field : values)
        record(text, reals(step + 1 < time_steps ? std::vector<double>(nx, -99) : field));
    }
    return text;
  }

 private:
  template <class T>
  void put(std::string& text, T value) const {
    auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(value);
    if ((std::endian::native == std::endian::little) != little_endian)
      std::reverse(bytes.begin(), bytes.end());
    text.append(bytes.data(), bytes.size());
  }
  void record(std::string& text, const std::string& content) const {
    put(text, static_cast<std::int32_t>(content.size()));
    text += content;
    put(text, static_cast<std::int32_t>(content.size()));
  }
  std::string integers(const std::vector<std::int32_t>& list) const {
    std::string text;
    for (const auto value : list) put(text, value);
    return text;
  }
  std::string reals(const std::vector<double>& list) const {
    std::string text;
    for (const double value : list)
      doubles ? put(text, value) : put(text, static_cast<float>(value));
    return text;
  }
};

/// A square grid of n x n pairs of triangles on [0, n] x [0, n] with bed x + 10 y; every second
/// cell is clockwise. Node (i, j) has number j (n + 1) + i + 1.
inline SelafinWriter selafin_square(std::int32_t n) {
  SelafinWriter writer;
  for (std::int32_t j = 0; j <= n; ++j)
    for (std::int32_t i = 0; i <= n; ++i) {
      writer.x.push_back(i);
      writer.y.push_back(j);
    }
  for (std::int32_t j = 0; j < n; ++j)
    for (std::int32_t i = 0; i < n; ++i) {
      const std::int32_t sw = j * (n + 1) + i + 1, se = sw + 1, nw = sw + n + 1, ne = nw + 1;
      writer.nodes.insert(writer.nodes.end(), {sw, se, ne, sw, nw, ne});
    }
  std::vector<double> bed;
  for (std::size_t v = 0; v < writer.x.size(); ++v) bed.push_back(writer.x[v] + 10 * writer.y[v]);
  writer.values = {std::vector<double>(bed.size(), 3.0), bed};
  return writer;
}

/// One line of a .cli file.
inline std::string cli_line(int h, int u, int v, int node, int number) {
  return std::to_string(h) + " " + std::to_string(u) + " " + std::to_string(v) +
         " 0.0 0.0 0.0 0.0 2 0.0 0.0 0.0 " + std::to_string(node) + " " + std::to_string(number) +
         "\n";
}

/// ESRI ASCII text of rows from north to south; -9999 is missing.
inline std::string ascii_raster(const std::vector<std::vector<double>>& rows, double x = 0,
                                double y = 0, double size = 1) {
  std::string text = "ncols " + std::to_string(rows[0].size()) + "\nnrows " +
                     std::to_string(rows.size()) + "\nxllcorner " + std::to_string(x) +
                     "\nyllcorner " + std::to_string(y) + "\ncellsize " + std::to_string(size) +
                     "\nNODATA_value -9999\n";
  for (const auto& row : rows) {
    for (const double value : row) text += std::to_string(value) + " ";
    text += "\n";
  }
  return text;
}

/// Two unit squares side by side, the left one of triangles ("meadow", bed slope 0.5 along x), the
/// right one of quadrilaterals ("town", slope 0.5); "inflow" on the left, "outflow" on the right.
inline const char* two_squares_geo() {
  return R"(
Point(1)={0,0,1,0.3}; Point(2)={2,0,2,0.3}; Point(3)={2,1,2,0.3}; Point(4)={0,1,1,0.3};
Point(5)={1,0,1.5,0.3}; Point(6)={1,1,1.5,0.3};
Line(1)={1,5}; Line(2)={5,2}; Line(3)={2,3}; Line(4)={3,6}; Line(5)={6,4}; Line(6)={4,1};
Line(7)={5,6};
Curve Loop(1)={1,7,5,6}; Curve Loop(2)={2,3,4,-7};
Plane Surface(1)={1}; Plane Surface(2)={2};
Transfinite Surface{2}; Recombine Surface{2};
Physical Curve("inflow",1)={6}; Physical Curve("outflow",7)={3};
Physical Surface("meadow",1)={1}; Physical Surface("town",9)={2};
)";
}

}  // namespace freshet::testing_mesh
