#include "cases/validation_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "post/text_file.hpp"

namespace freshet {
namespace {

std::string verdict(const RunCheck& check) {
  if (check.skipped) return "skipped";
  return check.pass ? "pass" : "FAILED";
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else
      safe += c;
  }
  return safe;
}

constexpr const char* kPage = R"(<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>freshet validate</title>
<style>body{{font:15px sans-serif;margin:2em}}table{{border-collapse:collapse}}
td,th{{padding:.2em .8em;border-bottom:1px solid #ccc;text-align:left}}
.pass{{color:#060}}.FAILED{{color:#b00;font-weight:bold}}.skipped{{color:#777}}</style>
<h1>freshet validate</h1><p>{} passed, {} failed, {} skipped</p>
<table><tr><th>suite<th>case<th>check<th>value<th>bound<th>unit<th>verdict<th>note</tr>
{}</table></html>
)";

}  // namespace

Tally count(const std::vector<ValidationRow>& rows) {
  Tally tally;
  for (const auto& row : rows)
    ++(row.check.skipped ? tally.skipped : row.check.pass ? tally.passed : tally.failed);
  return tally;
}

std::string validation_header() {
  return fmt::format("{:<22} {:<46} {:>11} {:>9} {:<5} {}", "case", "check", "value", "bound",
                     "unit", "verdict");
}

std::string validation_line(const ValidationRow& row) {
  const auto& c = row.check;
  return fmt::format("{:<22} {:<46} {:>11} {:>9.3g} {:<5} {}{}", row.case_name, c.name,
                     c.skipped ? "-" : fmt::format("{:.4g}", c.value), c.bound, c.unit, verdict(c),
                     c.note.empty() ? "" : ": " + c.note);
}

std::string validation_json(const std::vector<ValidationRow>& rows) {
  using Json = nlohmann::ordered_json;
  Json checks = Json::array();
  for (const auto& row : rows) {
    const auto& c = row.check;
    checks.push_back({{"suite", row.suite},
                      {"case", row.case_name},
                      {"check", c.name},
                      {"value", c.value},
                      {"bound", c.bound},
                      {"unit", c.unit},
                      {"pass", c.pass},
                      {"skipped", c.skipped},
                      {"note", c.note}});
  }
  const Tally tally = count(rows);
  const Json json{{"checks", checks},
                  {"passed", tally.passed},
                  {"failed", tally.failed},
                  {"skipped", tally.skipped}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string validation_html(const std::vector<ValidationRow>& rows) {
  std::string lines;
  for (const auto& row : rows) {
    const auto& c = row.check;
    lines +=
        fmt::format("<tr><td>{}<td>{}<td>{}<td>{}<td>{:.4g}<td>{}<td class=\"{}\">{}<td>{}</tr>\n",
                    escaped(row.suite), escaped(row.case_name), escaped(c.name),
                    c.skipped ? "-" : fmt::format("{:.4g}", c.value), c.bound, escaped(c.unit),
                    verdict(c), verdict(c), escaped(c.note));
  }
  const Tally tally = count(rows);
  return fmt::format(kPage, tally.passed, tally.failed, tally.skipped, lines);
}

void write_validation(const std::vector<ValidationRow>& rows, const std::filesystem::path& json,
                      const std::filesystem::path& report) {
  if (!json.empty()) {
    if (json.has_parent_path()) make_folder(json.parent_path());
    write_text_atomically(json, validation_json(rows));
  }
  if (report.empty()) return;
  make_folder(report);
  write_text_atomically(report / "validation.json", validation_json(rows));
  write_text_atomically(report / "index.html", validation_html(rows));
}

}  // namespace freshet
