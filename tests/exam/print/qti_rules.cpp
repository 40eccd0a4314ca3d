#include "tests/exam/print/qti_rules.hpp"

#include <boost/crc.hpp>
#include <pugixml.hpp>
#include <set>
#include <stdexcept>

namespace lemmata::exam {
namespace {

std::uint32_t number(const std::string& bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes.at(at + i))) << (8 * i);
  return value;
}

using Violations = std::vector<std::string>;

bool interaction(std::string_view name) { return name.ends_with("Interaction"); }
bool block_only(std::string_view name) { return name == "choiceInteraction" || name == "orderInteraction" || name == "extendedTextInteraction"; }

/// Interactions in document order, with rules on where they stand.
void collect(const pugi::xml_node& node, std::vector<pugi::xml_node>& found, Violations& violations) {
  for (const auto& child : node.children()) {
    const std::string_view name = child.name(), parent = node.name();
    if (interaction(name)) found.push_back(child);
    if (block_only(name) && parent != "itemBody") violations.push_back(std::string(name) + " in <" + node.name() + ">");
    if ((name == "textEntryInteraction" || name == "inlineChoiceInteraction") && parent != "p" && parent != "td") violations.push_back(std::string(name) + " in <" + node.name() + ">");
    if (parent == "itemBody" && child.type() == pugi::node_pcdata) violations.push_back("text outside of a block");
    if (name == "math" && std::string_view(child.attribute("xmlns").value()) != "http://www.w3.org/1998/Math/MathML") violations.push_back("mathematics without its namespace");
    if (name == "math") continue;
    collect(child, found, violations);
  }
}

/// The parts of an item stand in the order of the schema.
void check_order(const pugi::xml_node& item, Violations& violations) {
  const std::vector<std::string_view> order{"responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"};
  std::size_t last = 0;
  for (const auto& child : item.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto place = static_cast<std::size_t>(std::find(order.begin(), order.end(), child.name()) - order.begin());
    if (place == order.size()) violations.push_back(std::string("unknown: ") + child.name());
    if (place < last) violations.push_back(std::string(child.name()) + " comes too late");
    last = place;
  }
}

std::set<std::string> identifiers(const pugi::xml_node& interaction) {
  std::set<std::string> all;
  for (const auto& child : interaction.children())
    if (!all.insert(child.attribute("identifier").value()).second) all.insert("twice");
  return all;
}

/// What response processing may speak of.
void check_processing(const pugi::xml_node& node, const std::set<std::string>& responses, const std::set<std::string>& outcomes, Violations& violations) {
  for (const auto& child : node.children()) {
    const std::string_view name = child.name();
    const std::string id = child.attribute("identifier").value();
    if ((name == "correct" || name == "mapResponse") && !responses.contains(id)) violations.push_back("processing of an unknown response: " + id);
    if (name == "variable" && !responses.contains(id) && !outcomes.contains(id)) violations.push_back("an unknown variable: " + id);
    if (name == "setOutcomeValue" && !outcomes.contains(id)) violations.push_back("an unknown outcome: " + id);
    if (name == "equal" && std::string_view(child.attribute("toleranceMode").value()) == "absolute" && std::string_view(child.attribute("tolerance").value()).find(' ') == std::string_view::npos)
      violations.push_back("a tolerance on one side only");
    check_processing(child, responses, outcomes, violations);
  }
}

ReadItem read_item(const pugi::xml_node& item, const std::string& id, Violations& violations) {
  ReadItem read{.label = item.attribute("label").value(), .keys = {}, .maximum = {}};
  if (std::string_view(item.name()) != "assessmentItem" || id != item.attribute("identifier").value()) violations.push_back("not the item " + id);
  for (const char* needed : {"title", "adaptive", "timeDependent"})
    if (!item.attribute(needed)) violations.push_back(std::string("an item without ") + needed);
  check_order(item, violations);
  std::vector<pugi::xml_node> interactions;
  collect(item.child("itemBody"), interactions, violations);
  std::map<std::string, pugi::xml_node> by_response;
  for (const auto& one : interactions)
    if (!by_response.emplace(one.attribute("responseIdentifier").value(), one).second) violations.push_back("two interactions for one response");
  std::set<std::string> responses, outcomes;
  for (const auto& declaration : item.children("responseDeclaration")) {
    const std::string response = declaration.attribute("identifier").value(), type = declaration.attribute("baseType").value();
    if (!responses.insert(response).second) violations.push_back("declared twice: " + response);
    const auto shown = by_response.find(response);
    if (shown == by_response.end()) violations.push_back("no interaction for " + response);
    std::vector<std::string> values;
    for (const auto& value : declaration.child("correctResponse").children("value")) values.emplace_back(value.child_value());
    if (type == "identifier" && shown != by_response.end())
      for (const std::string& value : values)
        if (!identifiers(shown->second).contains(value)) violations.push_back("the key is none of the choices: " + value);
    if (shown != by_response.end() && identifiers(shown->second).contains("twice")) violations.push_back("two choices with one identifier");
    const bool ordered = std::string_view(declaration.attribute("cardinality").value()) == "ordered";
    if (!ordered && values.size() > 1) violations.push_back("several values of one response");
    read.keys.push_back(values);
  }
  if (responses.size() != by_response.size()) violations.push_back("an interaction without a declaration");
  for (const auto& outcome : item.children("outcomeDeclaration")) {
    outcomes.insert(outcome.attribute("identifier").value());
    if (std::string_view(outcome.attribute("identifier").value()) == "MAXSCORE") read.maximum = outcome.child("defaultValue").child_value("value");
  }
  if (!outcomes.contains("SCORE")) violations.push_back("no SCORE");
  check_processing(item.child("responseProcessing"), responses, outcomes, violations);
  return read;
}

}  // namespace

std::map<std::string, std::string> unzipped(const std::string& bytes) {
  const auto end = bytes.rfind("PK\5\6");
  if (end == std::string::npos) throw std::runtime_error("no end of the directory");
  std::map<std::string, std::string> files;
  std::size_t at = number(bytes, end + 16, 4);
  for (std::uint32_t i = 0; i < number(bytes, end + 10, 2); ++i) {
    if (bytes.substr(at, 4) != "PK\1\2" || number(bytes, at + 10, 2) != 0) throw std::runtime_error("not an entry of a stored file");
    const std::uint32_t checksum = number(bytes, at + 16, 4), size = number(bytes, at + 24, 4), name_size = number(bytes, at + 28, 2), local = number(bytes, at + 42, 4);
    const std::string name = bytes.substr(at + 46, name_size);
    if (bytes.substr(local, 4) != "PK\3\4" || bytes.substr(local + 30, name_size) != name) throw std::runtime_error("the header is not that of " + name);
    files[name] = bytes.substr(local + 30 + name_size + number(bytes, local + 28, 2), size);
    boost::crc_32_type crc;
    crc.process_bytes(files[name].data(), files[name].size());
    if (crc.checksum() != checksum) throw std::runtime_error("the checksum is wrong: " + name);
    at += 46 + name_size;
  }
  return files;
}

ReadPackage read_qti(const std::string& bytes) {
  ReadPackage package;
  auto& violations = package.violations;
  const auto files = unzipped(bytes);
  std::map<std::string, pugi::xml_document> documents;
  for (const auto& [name, text] : files)
    if (const auto parsed = documents[name].load_string(text.c_str(), pugi::parse_default); !parsed) violations.push_back(name + " is not well-formed: " + parsed.description());
  if (!files.contains("imsmanifest.xml")) return violations.push_back("no manifest"), package;
  const auto manifest = documents["imsmanifest.xml"].child("manifest");
  if (std::string_view(manifest.child("metadata").child_value("schema")) != "QTIv2.1 Package") violations.push_back("the manifest is not of QTI 2.1");
  std::set<std::string> listed, resources;
  std::size_t tests = 0;
  for (const auto& resource : manifest.child("resources").children("resource")) {
    const std::string href = resource.attribute("href").value(), type = resource.attribute("type").value(), id = resource.attribute("identifier").value();
    if (!resources.insert(id).second) violations.push_back("two resources called " + id);
    if (!files.contains(href)) violations.push_back("not in the package: " + href);
    listed.insert(href);
    tests += type == "imsqti_test_xmlv2p1";
    if (type != "imsqti_item_xmlv2p1") continue;
    const auto item = documents[href].document_element();
    if (std::string_view(item.attribute("xmlns").value()) != "http://www.imsglobal.org/xsd/imsqti_v2p1") violations.push_back("not in the namespace of QTI 2.1: " + href);
    package.items.push_back(read_item(item, id, violations));
  }
  if (tests != 1) violations.push_back("not one test");
  if (listed.size() + 1 != files.size()) violations.push_back("a file that the manifest does not list");
  std::size_t referred = 0;
  for (const auto& section : documents["test.xml"].child("assessmentTest").child("testPart").children("assessmentSection"))
    for (const auto& reference : section.children("assessmentItemRef")) {
      ++referred;
      if (!files.contains(reference.attribute("href").value())) violations.push_back(std::string("the test refers to ") + reference.attribute("href").value());
    }
  if (referred != package.items.size()) violations.push_back("the test does not refer to every item");
  return package;
}

}  // namespace lemmata::exam
