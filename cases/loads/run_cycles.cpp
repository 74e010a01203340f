#include "cases/loads/run_cycles.hpp"

#include <fmt/format.h>

#include <sstream>

#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {

std::map<std::string, Real> run_cycles(const std::vector<CyclesSpec>& specs,
                                       const std::filesystem::path& out, MPI_Comm communicator,
                                       const std::function<void(const std::string&)>& say) {
  if (specs.empty()) return {};
  std::map<std::string, Real> figures;
  std::vector<char> names, words;
  std::vector<Real> values;
  together(communicator, [&] {
    if (mpi::rank_of(communicator) != 0) return;
    std::vector<CountedSeries> all;
    for (const auto& spec : specs) {
      try {
        all.push_back(count_series(spec, out));
      } catch (const InputError& error) {
        if (spec.table.empty()) throw;
        const auto note =
            fmt::format("note: cycles {}: not counted: {}\n", spec.name, error.what());
        words.insert(words.end(), note.begin(), note.end());
        continue;
      }
      const auto& f = all.back().found;
      const auto line =
          fmt::format("cycles {}: {:g} cycles in {:.6g} s, {}, damage {:.6g}\n", spec.name,
                      f.cycles, f.duration, describe(spec.fatigue), f.damage);
      words.insert(words.end(), line.begin(), line.end());
      for (const auto& [name, value] : figures_of(all.back())) {
        names.insert(names.end(), name.begin(), name.end());
        names.push_back('\n');
        values.push_back(value);
      }
    }
    write_cycles(out / "cycles", all);
  });
  names = mpi::all_gather(communicator, names);
  words = mpi::all_gather(communicator, words);
  values = mpi::all_gather(communicator, values);
  std::istringstream lines(std::string(names.begin(), names.end()));
  std::string name;
  for (const Real value : values)
    if (std::getline(lines, name)) figures[name] = value;
  std::istringstream told(std::string(words.begin(), words.end()));
  for (std::string line; std::getline(told, line);) say(line);
  return figures;
}

}  // namespace freshet
