internal import BudgetReport

/// A piece of a page. Text becomes markup only here, and only escaped: whatever a unit calls itself
/// stands in the page as it is read and does nothing.
package indirect enum Node: Sendable {
  /// An element with what it holds.
  case element(Tag, [Attribute], [Node])
  /// Words.
  case text(String)
  /// The style of the page, which is the program's own and holds no `<` and no `&`.
  case style(StyleSheet)

  /// The markup, well-formed as HTML and as XML.
  package var markup: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let words): output += escaped(words)
    case .style(let sheet): output += "<style>" + sheet.text + "</style>\n"
    case .element(let tag, let attributes, let content):
      output += "<" + tag.name
      for attribute in attributes {
        output += " " + attribute.name + "=\"" + escaped(attribute.value) + "\""
      }
      guard !tag.isVoid else {
        output += " />"
        return
      }
      output += ">"
      for node in content { node.write(to: &output) }
      output += "</" + tag.name + ">" + (tag.endsLine ? "\n" : "")
    }
  }
}

/// Text as it may stand in markup: what has a meaning there is escaped, and what hides or turns
/// text is shown (`visible`), as are the scalars that XML does not allow.
///
/// Source: XML 1.0, production 2 (Char); HTML, section 13.1 (text, attribute values).
func escaped(_ text: String) -> String {
  let shown = visible(text)
  guard shown.unicodeScalars.contains(where: needsEscape) else { return shown }
  var result = String.UnicodeScalarView()
  for scalar in shown.unicodeScalars {
    if needsEscape(scalar) {
      result.append(contentsOf: escape(scalar).unicodeScalars)
    } else {
      result.append(scalar)
    }
  }
  return String(result)
}

private func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "<", ">", "&", "\"", "'": true
  default: scalar.properties.isNoncharacterCodePoint
  }
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "<": "&lt;"
  case ">": "&gt;"
  case "&": "&amp;"
  case "\"": "&quot;"
  case "'": "&#39;"
  default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}
