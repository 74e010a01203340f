#pragma once
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
    mesh_.halo.exchange(sent, received, values);
  }
  void largest(std::span<Real> values) override { reduce(values, MPI_MAX); }
  void sum(std::span<std::int64_t> values) override { reduce(values, MPI_SUM); }
  void end_step(std::vector<Real>& values) override {
    values.push_back(static_cast<Real>(note.signal));
    values.push_back(note.attention ? 1.0 : 0.0);
    largest(values);
    note = {static_cast<int>(values[values.size() - 2]), values.back() > 0};
    values.resize(values.size() - 2);
  }

  StepNote
      note;  ///< of this rank before a step, after it of all: the largest signal, any attention

 private:
  template <class T>
  void reduce(std::span<T> values, MPI_Op operation) {
    mpi::check(MPI_Allreduce(MPI_IN_PLACE, values.data(), mpi::int_count(values.size()),
                             mpi::datatype<T>(), operation, mesh_.communicator),
               "MPI_Allreduce");
  }
  const Mesh& mesh_;
};

}  // namespace freshet
