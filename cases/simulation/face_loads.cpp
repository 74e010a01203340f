#include "cases/simulation/face_loads.hpp"

#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

void add_columns(std::vector<std::string>& columns, const std::string& name,
                 const loads::FaceForces& forces, int segments) {
  for (int k = 0; k <= (segments > 1 ? segments : 0); ++k)
    for (const char* column : forces.columns())
      columns.push_back((k == 0 ? name : segment_name(name, k)) + "_" + column);
}

void append(std::vector<Real>& to, const std::vector<Real>& values) {
  to.insert(to.end(), values.begin(), values.end());
}

}  // namespace

FaceLoads::FaceLoads(const Mesh& mesh, const std::vector<LoadFace>& faces, Real gravity)
    : mesh_(mesh), gravity_(gravity) {
  const auto on_mesh = faces_on_mesh(faces, mesh);
  for (std::size_t f = 0; f < faces.size(); ++f) add(on_mesh[f], faces[f]);
}

void FaceLoads::add(const FaceOnMesh& face, const LoadFace& asked) {
  std::vector<loads::PressedSide> pressed;
  for (const auto& side : face.sides) {
    cells_.push_back(side.cell);
    pressed.push_back(side.pressed);
    sides_.push_back({static_cast<int>(forces_.size()), side.pressed.segment, side.pressed.place,
                      side.pressed.normal, side.pressed.length});
  }
  forces_.push_back({asked.name,
                     loads::FaceForces(std::move(pressed), face.segments,
                                       {asked.about, asked.density, asked.impact_factor}, gravity_),
                     face.sides.size(), face.segments});
}

void FaceLoads::begin(FlowSolver& solver, const std::filesystem::path& folder, bool goes_on) {
  std::vector<Index> places;
  std::vector<FaceSide> own;
  for (std::size_t s = 0; s < cells_.size(); ++s) {
    const Index cell = owned_cell(mesh_, cells_[s].number);
    if (cell < 0) continue;
    places.push_back(static_cast<Index>(s));
    own.push_back({cell, cells_[s].slot});
  }
  gather_ = Gather(mesh_.communicator, places, sizeof(FaceLoad));
  watch_ = solver.watch_faces(own);
  time_ = solver.time();
  together(mesh_.communicator, [&] {
    if (mesh_.rank == 0) open(folder, goes_on);
  });
}

void FaceLoads::open(const std::filesystem::path& folder, bool goes_on) {
  std::vector<std::string> columns, names;
  for (const auto& face : forces_) {
    add_columns(columns, face.name, face.forces, face.segments);
    names.push_back(face.name);
  }
  writer_.emplace(folder, columns, names, sides_, goes_on);
  if (goes_on) writer_->go_on_after(time_);
}

void FaceLoads::add_steps(const FlowSolver& solver, const std::function<bool(Real)>& row) {
  const auto times = solver.times();
  for (std::size_t k = 0; k < times.size(); ++k)
    add_step(solver.face_loads(watch_, static_cast<int>(k)), times[k], row(times[k]));
}

void FaceLoads::add_step(std::span<const FaceLoad> own, Real time, bool row) {
  const auto loads = gather_(own);
  if (mesh_.rank == 0) {
    std::size_t first = 0;
    for (auto& face : forces_) {
      face.forces.add(loads.subspan(first, face.sides), time - time_);
      first += face.sides;
    }
  }
  time_ = time;
  if (!row) return;
  together(mesh_.communicator, [&] {
    if (mesh_.rank == 0) write(time);
  });
}

void FaceLoads::write(Real time) {
  std::vector<Real> row, line_loads, depths;
  for (auto& face : forces_) {
    append(row, face.forces.row(CsvTable::no_value));
    append(line_loads, face.forces.line_loads());
    append(depths, face.forces.depths());
    face.forces.clear();
  }
  writer_->write(time, row, line_loads, depths);
}

void FaceLoads::flush() const {
  together(mesh_.communicator, [&] {
    if (mesh_.rank == 0) writer_->flush();
  });
}

std::vector<Real> FaceLoads::save() const {
  std::vector<Real> values;
  for (const auto& face : forces_) append(values, face.forces.save());
  mpi::broadcast(mesh_.communicator, values);
  return values;
}

void FaceLoads::load(const std::vector<Real>& values) {
  std::size_t all = 0;
  for (const auto& face : forces_) all += face.forces.saved_values();
  require(values.size() == all,
          "--restart: the checkpoint was written with other [[face]] tables, the first now is",
          forces_.front().name);
  std::span<const Real> rest = values;
  for (auto& face : forces_) {
    face.forces.load(rest);
    rest = rest.subspan(face.forces.saved_values());
  }
}

}  // namespace freshet
