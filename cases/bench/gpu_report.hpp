#pragma once
#include <filesystem>

namespace freshet {

/// `freshet bench --model gpu`: what a step should take on GPUs, from the static figures of the
/// kernels and data sheets; nothing is measured. One rank only. `json` may be empty.
void report_gpu_model(const std::filesystem::path& json);

}  // namespace freshet
