#pragma once
#include <gtest/gtest.h>
#include <mpi.h>

#include <cstdio>
#include <memory>

#include "mesh/parallel/mpi.hpp"
#include "mesh/parallel/petsc_session.hpp"

/// `main` of a test program that runs on any number of ranks: fails on every rank if any rank
/// failed, and prints the results of rank 0 only, and failures of all.
inline int run_tests_on_all_ranks(int argc, char** argv) {
  const freshet::mpi::Session session(argc, argv);
  const freshet::petsc::Session petsc;
  testing::InitGoogleTest(&argc, argv);
  if (freshet::mpi::rank_of(MPI_COMM_WORLD) != 0) {
    auto& listeners = testing::UnitTest::GetInstance()->listeners();
    delete listeners.Release(listeners.default_result_printer());
    class Failures : public testing::EmptyTestEventListener {
      void OnTestPartResult(const testing::TestPartResult& result) override {
        if (result.failed())
          std::fprintf(stderr, "rank %d: %s:%d: %s\n", freshet::mpi::rank_of(MPI_COMM_WORLD),
                       result.file_name(), result.line_number(), result.message());
      }
    };
    listeners.Append(std::make_unique<Failures>().release());
  }
  return freshet::mpi::max(MPI_COMM_WORLD, RUN_ALL_TESTS());
}
