/// A table for spreadsheets and programs. Source: RFC 4180.
public struct CSVTable: Sendable {
  /// One field.
  public enum Field: Sendable {
    /// Words that somebody else may have chosen.
    case words(String?)
    /// A number or a key as the database prints it; nil is an empty field.
    case number(String?)
  }

  /// The mark that lets a spreadsheet see that the file is UTF-8; programs do without.
  public static let byteOrderMark = "\u{FEFF}"

  /// The file so far.
  public private(set) var text = ""

  /// A table with a header.
  public init(header: [String]) {
    append(header.map { .number($0) })
  }

  /// Adds a row.
  public mutating func append(_ fields: [Field]) {
    text += fields.map(written).joined(separator: ",") + "\r\n"
  }

  private func written(_ field: Field) -> String {
    switch field {
    case .number(let number): quoted(number ?? "")
    case .words(let words): quoted(defused(words ?? ""))
    }
  }

  /// A spreadsheet would run words that begin like a formula; an apostrophe keeps them words.
  /// Source: OWASP, CSV Injection.
  private func defused(_ words: String) -> String {
    guard let first = words.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return words
    }
    return "'" + words
  }

  private func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return field }
    // By scalars: a quote followed by an accent is one character, but still a quote.
    var result = "\"".unicodeScalars
    for scalar in field.unicodeScalars {
      if scalar == "\"" { result.append(scalar) }
      result.append(scalar)
    }
    return String(result) + "\""
  }
}
