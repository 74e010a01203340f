#include "post/checksum.hpp"

#include <bit>

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

/// Finaliser of splitmix64: every bit of the result depends on every bit of `x`.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace

void Checksum::add_bits(std::uint64_t place, std::uint64_t bits) {
  sum_ += mixed(bits ^ mixed(place));
}

void Checksum::add(GlobalIndex first, std::span<const Real> values) {
  auto place = static_cast<std::uint64_t>(first);
  for (const Real value : values) add_bits(place++, std::bit_cast<std::uint64_t>(value));
}

void Checksum::add(GlobalIndex first, std::span<const std::uint8_t> values) {
  auto place = static_cast<std::uint64_t>(first);
  for (const std::uint8_t value : values) add_bits(place++, value);
}

void Checksum::add(const std::string& text) {
  const std::span<const char> characters(text.c_str(), text.size() + 1);  // with the final 0
  for (const char c : characters)
    add_bits(static_cast<std::uint64_t>(characters_++), static_cast<unsigned char>(c));
}

std::int64_t Checksum::reduced(MPI_Comm communicator) const {
  return static_cast<std::int64_t>(mpi::sum(communicator, sum_));
}

std::int64_t mesh_fingerprint(const Mesh& mesh) {
  Checksum sum;
  for (const auto* values : {&mesh.centroid_x, &mesh.centroid_y, &mesh.bed}) {
    static constexpr GlobalIndex apart = GlobalIndex{1} << 48;  // places of one list
    const GlobalIndex list = values == &mesh.centroid_x ? 0 : values == &mesh.centroid_y ? 1 : 2;
    sum.add(list * apart + mesh.first_cell, std::span<const Real>(*values).first(mesh.owned));
  }
  return sum.reduced(mesh.communicator);
}

}  // namespace freshet
