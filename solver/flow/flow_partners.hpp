#pragma once
#include <algorithm>
#include <vector>

#include "kernels/flow_step.hpp"
#include "mesh/mesh.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {

/// What a rank has to tell the others; it travels with the time step, so that it costs no message
/// of its own.
struct StepNote {
  int signal = 0;          ///< that the rank received; 0: none
  bool attention = false;  ///< somebody wants to look at the state
};

/// The other ranks of a mesh, reached by MPI.
class FlowPartners : public Partners {
 public:
  explicit FlowPartners(const Mesh& mesh) : mesh_(mesh) {}

  bool any() const override { return mesh_.ranks > 1; }
  void exchange(std::span<const Real> sent, std::span<Real> received, int values) override {
    mesh_.halo.begin_exchange(sent, received, values, exchange_);
  }
  void wait_for_exchange() override { mpi::wait_all(exchange_); }
  void largest(std::span<Real> values) override { reduce(values, MPI_MAX); }
  void sum(std::span<std::int64_t> values) override { reduce(values, MPI_SUM); }
  void end_step(std::span<const Real> values) override {
    end_.assign(values.begin(), values.end());
    end_.push_back(static_cast<Real>(note.signal));
    end_.push_back(note.attention ? 1.0 : 0.0);
    mpi::check(MPI_Iallreduce(MPI_IN_PLACE, end_.data(), mpi::int_count(end_.size()), MPI_DOUBLE,
                              MPI_MAX, mesh_.communicator, &agreeing_.emplace_back()),
               "MPI_Iallreduce");
  }
  void wait_for_end(std::span<Real> values) override {
    mpi::wait_all(agreeing_);
    std::copy_n(end_.begin(), values.size(), values.begin());
    note = {static_cast<int>(end_[values.size()]), end_[values.size() + 1] > 0};
  }

  /// Of this rank before a step, after it of all: the largest signal, any attention.
  StepNote note;

 private:
  template <class T>
  void reduce(std::span<T> values, MPI_Op operation) {
    mpi::check(MPI_Allreduce(MPI_IN_PLACE, values.data(), mpi::int_count(values.size()),
                             mpi::datatype<T>(), operation, mesh_.communicator),
               "MPI_Allreduce");
  }
  const Mesh& mesh_;
  std::vector<MPI_Request> exchange_, agreeing_;
  std::vector<Real> end_;
};

}  // namespace freshet
