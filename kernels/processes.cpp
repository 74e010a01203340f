#include "kernels/processes.hpp"

namespace freshet {

template std::vector<std::unique_ptr<Process<Cpu>>> make_processes(
    const std::vector<std::unique_ptr<ProcessOptions>>&, FlowMemory<Cpu>&);

}  // namespace freshet
