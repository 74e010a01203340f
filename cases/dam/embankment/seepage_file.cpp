#include "cases/dam/embankment/seepage_file.hpp"

#include "mesh/parallel/hdf5.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/checksum.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

std::vector<Real> numbers_of(const SeepageState& state) {
  return {state.time, state.step, state.balance_start, state.balance_in, state.balance_out};
}

std::int64_t checksum_of(const SeepageState& state, const std::vector<Real>& extremes) {
  Checksum sum;
  const auto numbers = numbers_of(state);
  GlobalIndex at = 0;
  for (const auto* part : {&numbers, &state.psi, &state.rate, &extremes}) {
    sum.add(at, std::span<const Real>(*part));
    at += static_cast<GlobalIndex>(part->size());
  }
  return sum.value();
}

void put(hdf5::File& file, const std::string& name, const std::vector<Real>& values) {
  file.make_dataset(name, {.rows = static_cast<GlobalIndex>(values.size())});
  file.write<Real>(name, 0, values);
}

std::vector<Real> get(const hdf5::File& file, const std::string& name) {
  std::vector<Real> values(file.rows(name));
  file.read<Real>(name, 0, values);
  return values;
}

/// The points of a series until a time, and its value then: what has passed of it.
void add_past(std::vector<Real>& values, const PiecewiseLinear& series, Real until) {
  if (series.empty()) return;
  for (std::size_t i = 0; i < series.x().size() && series.x()[i] <= until; ++i)
    values.insert(values.end(), {series.x()[i], series.y()[i]});
  values.push_back(series(until));
}

}  // namespace

std::int64_t checksum_of_soils(const std::vector<dam::Soil>& soils) {
  Checksum sum;
  std::vector<Real> values;
  for (const auto& s : soils) {
    sum.add(s.zone);
    values.insert(
        values.end(),
        {s.conductivity[0], s.conductivity[1], s.bedding, static_cast<Real>(s.retention.model),
         s.retention.saturated, s.retention.residual, s.retention.alpha, s.retention.n,
         s.specific_storage, s.specific_gravity, s.unit_weight, s.saturated_unit_weight,
         s.friction_angle, s.cohesion, s.drains_freely ? 1.0 : 0.0, s.undrained_cohesion,
         s.undrained_angle});
  }
  sum.add(0, std::span<const Real>(values));
  return sum.value();
}

std::int64_t checksum_of_water(const dam::Spec& spec, Real until) {
  std::vector<Real> values;
  for (const auto* water : {&spec.headwater, &spec.tailwater})
    if (*water) add_past(values, (*water)->level, until);
  add_past(values, spec.embankment->seepage.rain, until);
  Checksum sum;
  sum.add(0, std::span<const Real>(values));
  return sum.value();
}

void write_seepage(MPI_Comm communicator, const std::filesystem::path& path,
                   const SeepageState& state) {
  together(communicator, [&] {
    if (mpi::rank_of(communicator) != 0) return;
    make_folder(path.parent_path());
    auto part = path;
    part += ".part";
    hdf5::File file(MPI_COMM_SELF, part, hdf5::File::Mode::Create);
    std::vector<Real> extremes;
    std::string names;
    for (const auto& [name, value] : state.extremes) {
      names += name + "\n";
      extremes.push_back(value);
    }
    put(file, "/numbers", numbers_of(state));
    put(file, "/psi", state.psi);
    put(file, "/rate", state.rate);
    put(file, "/extremes", extremes);
    file.set_text("/extremes", "names", names);
    file.set_integer("/", "soils", state.soils);
    file.set_integer("/", "water", state.water);
    file.set_integer("/", "checksum", checksum_of(state, extremes));
    file.close();
    sync_to_disk(part);
    std::error_code error;
    std::filesystem::rename(part, path, error);
    if (error) throw EnvironmentError("cannot write " + path.string() + ": " + error.message());
  });
}

SeepageState read_seepage(MPI_Comm communicator, const std::filesystem::path& path,
                          GlobalIndex vertices) {
  SeepageState state;
  together(communicator, [&] {
    const hdf5::File file(MPI_COMM_SELF, path, hdf5::File::Mode::Read);
    require(file.has("/psi") && file.has("/rate"), "--restart: no checkpoint of a seepage run",
            path.string());
    const auto numbers = get(file, "/numbers");
    const auto extremes = get(file, "/extremes");
    state.psi = get(file, "/psi");
    state.rate = get(file, "/rate");
    if (numbers.size() == 5) {
      state.time = numbers[0];
      state.step = numbers[1];
      state.balance_start = numbers[2];
      state.balance_in = numbers[3];
      state.balance_out = numbers[4];
    }
    if (checksum_of(state, extremes) != file.integer("/", "checksum"))
      throw EnvironmentError("damaged checkpoint: the checksum of " + path.string() +
                             " does not hold");
    require(static_cast<GlobalIndex>(state.psi.size()) == vertices,
            "--restart: " + path.string() + " is of another section, vertices", state.psi.size());
    state.soils = file.integer("/", "soils");
    state.water = file.integer("/", "water");
    std::string names = file.text("/extremes", "names");
    for (std::size_t i = 0, at = 0; i < extremes.size(); ++i) {
      const std::size_t end = names.find('\n', at);
      state.extremes[names.substr(at, end - at)] = extremes[i];
      at = end + 1;
    }
  });
  return state;
}

}  // namespace freshet
