#pragma once
// The `main` of a GoogleTest program that uses MPI: include it in exactly one source file.
#include <gtest/gtest.h>
#include <mpi.h>

/// Runs all tests on every rank; fails on every rank where one failed on any.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  MPI_Init(&argc, &argv);
  int failed = RUN_ALL_TESTS();
  MPI_Allreduce(MPI_IN_PLACE, &failed, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  MPI_Finalize();
  return failed;
}
