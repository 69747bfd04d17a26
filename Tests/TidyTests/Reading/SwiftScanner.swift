/// Separates the code of a Swift source from its comments and string literals.
///
/// It knows nested comments, raw and multi-line strings, interpolation and regex literals: enough
/// to count braces and find words, no more. Lines stay where they are.
struct SwiftScanner {
  /// The source with comments and the contents of literals blanked out; quotes stay.
  private(set) var code: [UInt8]
  /// The contents of each literal, without interpolations.
  private(set) var literals: [SourceText] = []
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    code = bytes
    while index < bytes.count { scanCode(insideInterpolation: false) }
  }

  /// Scans to the end, or to the parenthesis that closes an interpolation.
  private mutating func scanCode(insideInterpolation: Bool) {
    var depth = 0
    while index < bytes.count {
      if starts("//") {
        blank(upTo: endOfLine())
      } else if starts("/*") {
        blank(upTo: endOfBlockComment())
      } else if let opening = openingOfString() {
        scanString(opening)
      } else if let end = endOfRegex() {
        record(from: index, upTo: end)
        blank(upTo: end)
      } else {
        if bytes[index] == UInt8(ascii: "(") { depth += 1 }
        if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
        index += 1
        if insideInterpolation, depth < 0 { return }
      }
    }
  }

  /// Scans one literal from its opening delimiter to its closing one.
  private mutating func scanString(_ delimiter: (hashes: Int, quotes: Int)) {
    let hashes = [UInt8](repeating: UInt8(ascii: "#"), count: delimiter.hashes)
    let closing = [UInt8](repeating: UInt8(ascii: "\""), count: delimiter.quotes) + hashes
    let escape = [UInt8(ascii: "\\")] + hashes
    let isOneLine = delimiter.quotes == 1
    index += closing.count
    var start = index
    while index < bytes.count, !starts(closing) {
      if isOneLine, bytes[index] == UInt8(ascii: "\n") { break }
      if starts(escape + [UInt8(ascii: "(")]) {
        record(from: start, upTo: index)
        index += escape.count + 1
        scanCode(insideInterpolation: true)
        start = index
      } else {
        let length = starts(escape) ? escape.count + 1 : 1
        blank(upTo: min(index + length, bytes.count))
      }
    }
    record(from: start, upTo: index)
    index = min(index + closing.count, bytes.count)
  }

  /// The number of hashes and quotes if a string literal opens here.
  private func openingOfString() -> (hashes: Int, quotes: Int)? {
    let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
    let quotes = bytes[(index + hashes)...].prefix { $0 == UInt8(ascii: "\"") }.count
    guard quotes > 0 else { return nil }
    return (hashes, quotes >= 3 ? 3 : 1)
  }

  /// The end of a regex that opens here: a slash where an operand is due, closed on its line.
  private func endOfRegex() -> Int? {
    guard bytes[index] == UInt8(ascii: "/"), index + 1 < bytes.count else { return nil }
    let next = bytes[index + 1]
    guard next != UInt8(ascii: " "), next != UInt8(ascii: "\n") else { return nil }
    let before = bytes[..<index].last { $0 != UInt8(ascii: " ") }
    guard before.map({ "(,=:[{&|#\n".utf8.contains($0) }) ?? true else { return nil }
    var end = index + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if bytes[end] == UInt8(ascii: "/") { return end + 1 }
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private func endOfLine() -> Int {
    bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  private func endOfBlockComment() -> Int {
    var depth = 0
    var end = index
    repeat {
      if starts("/*", at: end) {
        depth += 1
        end += 2
      } else if starts("*/", at: end) {
        depth -= 1
        end += 2
      } else {
        end += 1
      }
    } while depth > 0 && end < bytes.count
    return min(end, bytes.count)
  }

  private func starts(_ text: String, at place: Int? = nil) -> Bool {
    bytes[(place ?? index)...].starts(with: text.utf8)
  }

  private func starts(_ text: [UInt8]) -> Bool {
    bytes[index...].starts(with: text)
  }

  private mutating func record(from start: Int, upTo end: Int) {
    guard start < end else { return }
    let line = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
    literals.append(
      SourceText(line: line, text: String(decoding: bytes[start..<end], as: UTF8.self)))
  }

  /// Overwrites with spaces from here to `end` and goes on there; line ends stay.
  private mutating func blank(upTo end: Int) {
    for place in index..<end where bytes[place] != UInt8(ascii: "\n") {
      code[place] = UInt8(ascii: " ")
    }
    index = end
  }
}

/// A piece of a source and the number of the line it begins on, from 1.
struct SourceText: Equatable {
  let line: Int
  let text: String
}
