#include "post/state_hash.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <vector>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

static_assert(std::endian::native == std::endian::little, "doubles are hashed as they lie");

constexpr int values_per_cell = 4;
constexpr Index chunk_cells = 1 << 18;  // 8 MiB a message
constexpr int hash_tag = 4711;

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    check(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
  }
  void add(const std::vector<Real>& values) {
    check(EVP_DigestUpdate(context_.get(), values.data(), values.size() * sizeof(Real)));
  }
  std::string digits() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(context_.get(), bytes.data(), &size));
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
      text += "0123456789abcdef"[bytes[i] >> 4];
      text += "0123456789abcdef"[bytes[i] & 15];
    }
    return text;
  }

 private:
  static void check(int status) {
    if (status != 1) throw EnvironmentError("OpenSSL cannot compute SHA-256");
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

/// h, hu, hv, z of the cells from `first` on, as many as one chunk holds.
std::vector<Real> packed(const Mesh& mesh, const FlowView& flow, Index first) {
  std::vector<Real> values;
  const Index end = first + std::min<Index>(mesh.owned - first, chunk_cells);
  values.reserve(static_cast<std::size_t>(end - first) * values_per_cell);
  for (Index c = first; c < end; ++c) {
    const Real h = flow.depth[c];
    for (const Real value : {h, h * flow.velocity_x[c], h * flow.velocity_y[c], flow.bed[c]})
      values.push_back(value == 0 ? 0.0 : value);
  }
  return values;
}

void send_all(const Mesh& mesh, const FlowView& flow) {
  for (Index first = 0; first < mesh.owned; first += chunk_cells) {
    const auto values = packed(mesh, flow, first);
    mpi::check(MPI_Send(values.data(), static_cast<int>(values.size()), MPI_DOUBLE, 0, hash_tag,
                        mesh.communicator),
               "MPI_Send");
  }
}

void receive_all(Sha256& sha, const Mesh& mesh, int rank, GlobalIndex cells) {
  std::vector<Real> values;
  for (GlobalIndex first = 0; first < cells; first += chunk_cells) {
    values.resize(std::min<GlobalIndex>(cells - first, chunk_cells) * values_per_cell);
    mpi::check(MPI_Recv(values.data(), static_cast<int>(values.size()), MPI_DOUBLE, rank, hash_tag,
                        mesh.communicator, MPI_STATUS_IGNORE),
               "MPI_Recv");
    sha.add(values);
  }
}

}  // namespace

std::string state_hash(const Mesh& mesh, const FlowView& flow) {
  const auto owned = mpi::all_gather(mesh.communicator, mesh.owned);
  std::string digits;
  if (mesh.rank == 0) {
    Sha256 sha;
    for (Index first = 0; first < mesh.owned; first += chunk_cells)
      sha.add(packed(mesh, flow, first));
    for (int rank = 1; rank < mesh.ranks; ++rank) receive_all(sha, mesh, rank, owned[rank]);
    digits = sha.digits();
  } else {
    send_all(mesh, flow);
  }
  mpi::broadcast(mesh.communicator, digits);
  return digits;
}

}  // namespace freshet
