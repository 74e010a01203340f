#include "kernels/processes.hpp"

namespace freshet {

template std::vector<std::unique_ptr<Process<Gpu>>> make_processes(
    const std::vector<std::unique_ptr<ProcessOptions>>&, FlowMemory<Gpu>&);

}  // namespace freshet
