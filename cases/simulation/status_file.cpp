#include "cases/simulation/status_file.hpp"

#include "post/text_file.hpp"

namespace freshet {

void StatusFile::open(const std::filesystem::path& folder, const std::string& case_name, int ranks,
                      Real end_time) {
  folder_ = folder;
  progress_.case_name = case_name;
  progress_.ranks = ranks;
  progress_.end_time = end_time;
  write_progress(folder_, progress_);
}

void StatusFile::start(Real first_seconds, std::int64_t first_step) {
  started_ = Clock::now();
  first_step_ = first_step;
  progress_.first_seconds = first_seconds;
}

double StatusFile::wall_seconds() const {
  return std::chrono::duration<double>(Clock::now() - started_).count();
}

void StatusFile::checkpoint(const std::filesystem::path& file, Real time) {
  progress_.checkpoint = file.filename().string();
  progress_.checkpoint_seconds = time;
}

bool StatusFile::due() const { return Clock::now() - told_ > std::chrono::seconds(5); }

void StatusFile::tell(GlobalIndex cells, std::int64_t steps, Real time) {
  told_ = Clock::now();
  const double wall = wall_seconds();
  progress_.cells = cells;
  progress_.simulated_seconds = time;
  progress_.steps = steps;
  progress_.wall_seconds = wall;
  progress_.cell_steps_per_second =
      wall > 0 ? static_cast<double>(cells) * static_cast<double>(steps - first_step_) / wall : 0;
  try {
    write_progress(folder_, progress_);
  } catch (const std::exception& error) {  // no reason to end a run
    warn(error.what());
  }
}

void StatusFile::fail(const std::string& what) noexcept {
  try {
    progress_.error = what;
    write_progress(folder_, progress_);
  } catch (const std::exception&) {  // a full disk is what is being told already
  }
}

}  // namespace freshet
