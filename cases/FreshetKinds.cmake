# freshet_kinds(TYPE PREFIX FOLDER HEADER): each FOLDER/NAME.cpp defines the function TYPE PREFIX_NAME(); a generated
# source lists what they give as PREFIX_kinds(). A list, for the linker drops objects of a static library that nothing
# names.
function(freshet_kinds type prefix folder header)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(declared "")
  set(listed "")
  foreach(file ${files})
    cmake_path(GET file STEM name)
    string(APPEND declared "${type} ${prefix}_${name}();\n")
    string(APPEND listed "      ${prefix}_${name}(),\n")
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${prefix}_kinds.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
#include "@header@"

namespace freshet {

@declared@
std::span<const @type@> @prefix@_kinds() {
  static const @type@ all[] = {
@listed@  };
  return all;
}

}  // namespace freshet
]])
  target_sources(freshet_cases PRIVATE ${source})
endfunction()
