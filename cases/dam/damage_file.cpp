#include "cases/dam/damage_file.hpp"

#include <numeric>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/hdf5.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/checksum.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

/// By vertex of the file, those without damage included.
struct Table {
  std::vector<Real> damage;
  std::vector<std::int64_t> lengths;  ///< of the two stacks of each vertex
  std::vector<Real> stacks;           ///< one after the other
};

std::vector<GlobalIndex> numbers_of(const dam::SectionMesh& mesh,
                                    const std::vector<PetscInt>& vertices) {
  std::vector<GlobalIndex> numbers;
  for (const PetscInt v : vertices) numbers.push_back(mesh.vertex_number[v - mesh.vertices.begin]);
  return numbers;
}

Table gather(const dam::SectionMesh& mesh, const std::vector<PetscInt>& vertices,
             dam::DamageField& field) {
  Table mine;
  for (const auto& vertex : field.vertices()) {
    mine.damage.push_back(vertex.damage);
    for (const auto* flow : {&vertex.compression, &vertex.tension}) {
      mine.lengths.push_back(static_cast<std::int64_t>(flow->stack().size()));
      mine.stacks.insert(mine.stacks.end(), flow->stack().begin(), flow->stack().end());
    }
  }
  const auto numbers = mpi::all_gather(mesh.communicator, numbers_of(mesh, vertices));
  const Table all{mpi::all_gather(mesh.communicator, mine.damage),
                  mpi::all_gather(mesh.communicator, mine.lengths),
                  mpi::all_gather(mesh.communicator, mine.stacks)};
  std::vector<std::size_t> order(numbers.size()), start(numbers.size() + 1, 0);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return numbers[a] < numbers[b]; });
  for (std::size_t i = 0; i < numbers.size(); ++i)
    start[i + 1] = start[i] + static_cast<std::size_t>(all.lengths[2 * i] + all.lengths[2 * i + 1]);
  Table sorted{std::vector<Real>(mesh.vertices_global, 0),
               std::vector<std::int64_t>(2 * mesh.vertices_global, 0),
               {}};
  for (const std::size_t i : order) {
    sorted.damage[numbers[i]] = all.damage[i];
    for (int k = 0; k < 2; ++k) sorted.lengths[2 * numbers[i] + k] = all.lengths[2 * i + k];
    sorted.stacks.insert(sorted.stacks.end(), all.stacks.begin() + static_cast<long>(start[i]),
                         all.stacks.begin() + static_cast<long>(start[i + 1]));
  }
  return sorted;
}

std::int64_t checksum_of(const Table& table) {
  Checksum sum;
  sum.add(0, std::span<const Real>(table.damage));
  const auto vertices = static_cast<GlobalIndex>(table.damage.size());
  sum.add(vertices, std::span<const Real>(table.stacks));
  for (const auto length : table.lengths) sum.add(std::to_string(length));
  return sum.value();
}

template <class T>
void put(hdf5::File& file, const std::string& name, const std::vector<T>& values) {
  file.make_dataset(name,
                    {.type = hdf5::type_of<T>(), .rows = static_cast<GlobalIndex>(values.size())});
  file.write<T>(name, 0, values);
}

template <class T>
std::vector<T> get(const hdf5::File& file, const std::string& name) {
  std::vector<T> values(file.rows(name));
  file.read<T>(name, 0, values);
  return values;
}

}  // namespace

void write_damage(const std::filesystem::path& path, const dam::SectionMesh& mesh,
                  const std::vector<PetscInt>& vertices, dam::DamageField& field, Real time_step,
                  std::int64_t next_step) {
  const Table table = gather(mesh, vertices, field);
  together(mesh.communicator, [&] {
    if (mesh.rank != 0) return;
    make_folder(path.parent_path());
    auto part = path;
    part += ".part";
    hdf5::File file(MPI_COMM_SELF, part, hdf5::File::Mode::Create);
    put(file, "/damage", table.damage);
    put(file, "/lengths", table.lengths);
    put(file, "/stacks", table.stacks);
    file.set_integer("/", "next_step", next_step);
    file.set_real("/", "time_step", time_step);
    file.set_integer("/", "checksum", checksum_of(table));
    file.close();
    sync_to_disk(part);
    std::error_code error;
    std::filesystem::rename(part, path, error);
    if (error) throw EnvironmentError("cannot write " + path.string() + ": " + error.message());
  });
}

std::int64_t read_damage(dam::DamageField& field, const std::filesystem::path& path,
                         const dam::SectionMesh& mesh, const std::vector<PetscInt>& vertices,
                         Real time_step) {
  Table table;
  std::int64_t next_step = 0;
  together(mesh.communicator, [&] {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
      throw InputError("--restart: no such checkpoint of a series (" + path.string() + ")");
    const hdf5::File file(MPI_COMM_SELF, path, hdf5::File::Mode::Read);
    table = {get<Real>(file, "/damage"), get<std::int64_t>(file, "/lengths"),
             get<Real>(file, "/stacks")};
    next_step = file.integer("/", "next_step");
    if (checksum_of(table) != file.integer("/", "checksum"))
      throw EnvironmentError("damaged checkpoint: the checksum of " + path.string() +
                             " does not hold");
    require(static_cast<GlobalIndex>(table.damage.size()) == mesh.vertices_global,
            "--restart: " + path.string() + " is of another section, vertices",
            table.damage.size());
    require(file.real("/", "time_step") == time_step,
            "--restart: " + path.string() + " is of another dam.analysis.time_step, s",
            file.real("/", "time_step"));
  });
  std::vector<std::size_t> start(table.lengths.size() + 1, 0);
  for (std::size_t i = 0; i < table.lengths.size(); ++i)
    start[i + 1] = start[i] + static_cast<std::size_t>(table.lengths[i]);
  const auto numbers = numbers_of(mesh, vertices);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    auto& vertex = field.vertices()[i];
    const auto at = static_cast<std::size_t>(2 * numbers[i]);
    const auto stack = [&](std::size_t k) {
      return std::vector<Real>(table.stacks.begin() + static_cast<long>(start[k]),
                               table.stacks.begin() + static_cast<long>(start[k + 1]));
    };
    vertex.damage = table.damage[numbers[i]];
    vertex.compression.set_stack(stack(at));
    vertex.tension.set_stack(stack(at + 1));
  }
  return next_step;
}

}  // namespace freshet
