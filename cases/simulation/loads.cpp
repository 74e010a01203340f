#include "cases/model/face_sets.hpp"
#include "cases/simulation/schedule.hpp"
#include "cases/simulation/simulation.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/gather.hpp"
#include "post/loads_file.hpp"

namespace freshet {
namespace {

/// loads.csv and loads.h5: what the water presses on the faces of the case. Each side of a face is
/// read off in every step by the rank that has its cell, and rank 0 sums.
class Loads : public Participant {
 public:
  explicit Loads(Simulation& simulation) : simulation_(simulation) {
    if (asked().empty()) return;
    const Mesh& mesh = simulation.mesh();
    const auto faces = faces_on_mesh(asked(), mesh);
    for (std::size_t f = 0; f < faces.size(); ++f) add(faces[f], asked()[f]);
  }

  Real next_event(Real time) const override {
    return asked().empty() || every_step() ? Participant::next_event(time) : schedule().after(time);
  }

  void begin(bool goes_on) override {
    if (asked().empty()) return;
    const Mesh& mesh = simulation_.mesh();
    std::vector<Index> places;
    std::vector<FaceSide> own;
    for (std::size_t s = 0; s < cells_.size(); ++s) {
      const Index cell = owned_cell(mesh, cells_[s].number);
      if (cell < 0) continue;
      places.push_back(static_cast<Index>(s));
      own.push_back({cell, cells_[s].slot});
    }
    gather_ = Gather(mesh.communicator, places, sizeof(FaceLoad));
    watch_ = simulation_.watch_faces(own);
    time_ = simulation_.solver().time();
    on_root([&] {
      std::vector<std::string> columns, names;
      for (std::size_t f = 0; f < asked().size(); ++f) add_columns(columns, f);
      for (const auto& face : asked()) names.push_back(face.name);
      writer_.emplace(simulation_.run().out, columns, names, sides_, goes_on);
      if (goes_on) writer_->go_on_after(time_);
    });
  }

  void act() override {
    if (asked().empty()) return;
    const Real time = simulation_.solver().time();
    const auto loads = gather_(simulation_.solver().face_loads(watch_));
    if (simulation_.root()) {
      std::size_t first = 0;
      for (auto& face : forces_) {
        face.forces.add(loads.subspan(first, face.sides), time - time_);
        first += face.sides;
      }
    }
    time_ = time;
    if (!every_step() && !schedule().contains(time)) return;
    on_root([&] { write(time); });
  }

  void end() override {
    if (!asked().empty()) on_root([&] { writer_->flush(); });
  }

  /// Sums since the last row.
  void save(CheckpointView& checkpoint) const override {
    if (asked().empty()) return;
    std::vector<Real> values;
    for (const auto& face : forces_) {
      const auto part = face.forces.save();
      values.insert(values.end(), part.begin(), part.end());
    }
    mpi::broadcast(simulation_.mesh().communicator, values);
    checkpoint.lists[kSums] = std::move(values);
    on_root([&] { writer_->flush(); });
  }

  void load(const Checkpoint& checkpoint) override {
    if (asked().empty()) return;
    const auto found = checkpoint.lists.find(kSums);
    std::size_t all = 0;
    for (const auto& face : forces_) all += face.forces.saved_values();
    require(found != checkpoint.lists.end() && found->second.size() == all,
            "--restart: the checkpoint was written with other [[face]] tables, the first now is",
            asked().front().name);
    std::span<const Real> rest = found->second;
    for (auto& face : forces_) {
      face.forces.load(rest);
      rest = rest.subspan(face.forces.saved_values());
    }
  }

 private:
  static constexpr const char* kSums = "face_load_sums";

  struct Face {
    loads::FaceForces forces;
    std::size_t sides;
    int segments;
  };

  const std::vector<LoadFace>& asked() const { return simulation_.given().output.faces; }
  bool every_step() const { return simulation_.given().output.loads_interval == 0; }
  Schedule schedule() const { return load_times(simulation_.given()); }

  void add(const FaceOnMesh& face, const LoadFace& asked_for) {
    std::vector<loads::PressedSide> pressed;
    for (const auto& side : face.sides) {
      cells_.push_back(side.cell);
      pressed.push_back(side.pressed);
      sides_.push_back({static_cast<int>(forces_.size()), side.pressed.segment, side.pressed.place,
                        side.pressed.normal, side.pressed.length});
    }
    forces_.push_back(
        {loads::FaceForces(std::move(pressed), face.segments,
                           {asked_for.about, asked_for.density, asked_for.impact_factor},
                           simulation_.given().flow.gravity),
         face.sides.size(), face.segments});
  }

  void add_columns(std::vector<std::string>& columns, std::size_t face) const {
    const std::string& name = asked()[face].name;
    const int segments = forces_[face].segments > 1 ? forces_[face].segments : 0;
    for (int k = 0; k <= segments; ++k)
      for (const char* column : loads::FaceForces::columns())
        columns.push_back(k == 0 ? name + "_" + column
                                 : name + "_" + std::to_string(k) + "_" + column);
  }

  void write(Real time) {
    std::vector<Real> row, line_loads, depths;
    const auto append = [](std::vector<Real>& to, const std::vector<Real>& values) {
      to.insert(to.end(), values.begin(), values.end());
    };
    for (auto& face : forces_) {
      append(row, face.forces.row(CsvTable::no_value));
      append(line_loads, face.forces.line_loads());
      append(depths, face.forces.depths());
      face.forces.clear();
    }
    writer_->write(time, row, line_loads, depths);
  }

  template <class Work>
  void on_root(const Work& work) const {
    together(simulation_.mesh().communicator, [&] {
      if (simulation_.root()) work();
    });
  }

  Simulation& simulation_;
  std::vector<Face> forces_;
  std::vector<EdgeCell> cells_;  ///< of all sides
  std::vector<LoadedSide> sides_;
  Gather gather_;
  int watch_ = 0;
  Real time_ = 0;                              ///< of the last step that was added, s
  mutable std::optional<LoadsWriter> writer_;  ///< on rank 0
};

}  // namespace

std::unique_ptr<Participant> make_loads(Simulation& simulation) {
  return std::make_unique<Loads>(simulation);
}

}  // namespace freshet
