#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace freshet {

/// What `freshet bench` is told.
struct BenchArguments {
  std::string name;              ///< of a problem; empty: all
  std::int64_t cells = 1000000;  ///< about, of each problem
  std::string backend = "auto";  ///< auto, cpu or cuda
  std::string model;             ///< "gpu": predicts, measures nothing
  std::filesystem::path json;    ///< empty: none is written
};

/// Measures the speed and prints it as ratios to what the machine's memory gives. Collective.
int command_bench(const BenchArguments& arguments);

}  // namespace freshet
