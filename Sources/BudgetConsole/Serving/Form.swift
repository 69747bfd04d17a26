#if Console
import Foundation

/// What a browser has sent in a query or as the body of a form.
struct Form: Sendable {
  /// So many fields are looked at; no form of the console has more.
  private static let fieldLimit = 40

  private var fields: [String: String] = [:]

  init() {}

  /// Reads `application/x-www-form-urlencoded`; of a name that comes twice the first counts, and a
  /// field that is no UTF-8 does not.
  init(_ text: String) {
    for field in text.split(separator: "&").prefix(Self.fieldLimit) {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(parts[0]), let value = decoded(parts.count > 1 ? parts[1] : "")
      else { continue }
      if fields[name] == nil { fields[name] = value }
    }
  }

  /// A field as it was sent; nil where it was not, or was left empty.
  subscript(_ name: String) -> String? {
    guard let value = fields[name], !value.isEmpty else { return nil }
    return value
  }

  /// A field without spaces around it, cut to a length that the database need not fear.
  func word(_ name: String, limit: Int = 200) -> String? {
    guard let value = self[name] else { return nil }
    let word = value.prefix(limit).trimmingCharacters(in: .whitespacesAndNewlines)
    // PostgreSQL stores no zero byte.
    return word.isEmpty || word.utf8.contains(0) ? nil : word
  }

  /// A whole number.
  func number(_ name: String) -> Int? { word(name).flatMap { Int($0) } }

  /// A page, from 1.
  var page: Int { min(max(number("page") ?? 1, 1), 100_000) }
}

private func decoded(_ text: Substring) -> String? {
  text.replacing("+", with: " ").removingPercentEncoding
}
#endif
