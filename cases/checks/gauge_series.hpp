#pragma once
#include <string>
#include <vector>

#include "cases/checks/check_kind.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {

inline constexpr KindKey kGauge{"gauge", "text", "required", "name of a gauge of this case"};
inline constexpr KindKey kGaugeQuantity{"quantity",
                                        "\"depth\", \"level\", \"velocity_x\" or \"velocity_y\"",
                                        "\"depth\"", "what is compared"};

/// The key "gauge" must name one of the case.
void confirm_gauge(CheckSpec& check, const CaseTable& table, const OutputOptions& output);

/// A column of gauges.csv over its times (s).
struct Series {
  std::vector<Real> time, value;
};

/// Reads depth, level, velocity_x or velocity_y at a gauge. An instrument on dry ground shows the
/// ground: where a level is empty it is that of the bed, infinite if the gauge is never wet.
/// On the rank that calls. Throws InputError where the file cannot be read.
Series gauge_series(const CaseRun& run, const std::string& gauge, const std::string& quantity);

/// The series that the keys gauge and quantity of a check name.
Series series_of(const CaseRun& run, const CheckSpec& check);

std::string unit_of(const std::string& quantity);  ///< "m" or "m/s"

inline constexpr const char* kNeverWet = "the gauge is never wet";

/// Between what was found at a gauge and what should be there.
Measured difference(Real found, Real expected, const std::string& unit);

/// Between the rows by straight lines, before and after them the first and the last value.
Real value_at(const Series& series, Real time);

/// Runs `measure`, which reads files and returns Measured, on rank 0 and gives its answer to all.
template <class Work>
Measured on_rank_0(const CaseRun& run, const std::string& unit, Work&& measure) {
  Measured found{0, unit};
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0) found = measure();
  });
  std::vector<Real> numbers{found.value, found.skipped ? Real(1) : Real(0)};
  mpi::broadcast(run.mesh.communicator, numbers);
  mpi::broadcast(run.mesh.communicator, found.note);
  return {numbers[0], unit, found.note, numbers[1] != 0};
}

}  // namespace freshet
