/// One text file of the package, read once.
struct SourceFile: Sendable {
  /// The path from the root of the package, such as `sql/seeds/unit.csv`.
  let path: String
  let text: String
  /// The lines with their numbers, from 1.
  let lines: [SourceText]
  /// The lines of a Swift source without comments and the contents of literals.
  let code: [SourceText]
  /// The contents of the string literals of a Swift source.
  let literals: [SourceText]
  /// The functions of a Swift source.
  let functions: [FunctionBodies.Function]

  init(path: String, text: String) {
    let scanned = path.hasSuffix(".swift") ? SwiftScanner(text) : nil
    self.path = path
    self.text = text
    lines = Self.lines(of: text)
    code = scanned.map { Self.lines(of: String(decoding: $0.code, as: UTF8.self)) } ?? []
    literals = scanned?.literals ?? []
    functions = scanned.map { FunctionBodies(code: $0.code).functions } ?? []
  }

  /// The parts of the path; the last one is the file's name.
  var components: [String] { path.split(separator: "/").map(String.init) }

  private static func lines(of text: String) -> [SourceText] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      SourceText(line: $0.offset + 1, text: String($0.element))
    }
  }
}

/// A place that breaks a rule of the house.
struct Finding: Equatable, CustomStringConvertible {
  let path: String
  /// The line, from 1; nil where the file as a whole is meant.
  let line: Int?
  let message: String

  var description: String {
    line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)"
  }
}
