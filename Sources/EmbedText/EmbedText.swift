import Foundation

/// Writes a Swift source that holds text files as constants: `EmbedText OUTPUT INPUT…`.
///
/// Each becomes `PackageResources.<name>`, its bytes, where the name is the file's own with an
/// underscore for each character that no name can hold, a leading digit among them. SwiftPM's own
/// embedding names them so, too, but writes lists of numbers, which take thirty times as long to
/// compile as the text that they stand for.
@main struct EmbedText {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else { throw Refusal("EmbedText OUTPUT INPUT…") }
    let constants = try arguments.dropFirst().sorted(by: <).map(constant(of:))
    let source = "enum PackageResources {\n\(constants.joined(separator: "\n"))\n}\n"
    try Data(source.utf8).write(to: URL(filePath: output))
  }

  /// The constant of one file.
  private static func constant(of path: String) throws -> String {
    let file = URL(filePath: path)
    return try constant(named: file.lastPathComponent, try Data(contentsOf: file))
  }

  /// The constant of a file by its name and contents.
  ///
  /// - Throws: `Refusal` where no literal would have these very bytes.
  static func constant(named fileName: String, _ contents: Data) throws -> String {
    guard let text = String(validating: contents, as: UTF8.self) else {
      throw Refusal("\(fileName) is not UTF-8")
    }
    // A literal of several lines would turn the one into a line feed; the compiler skips the other.
    guard !text.utf8.contains(UInt8(ascii: "\r")), !text.unicodeScalars.contains("\u{FEFF}") else {
      throw Refusal("\(fileName) has carriage returns or a byte order mark")
    }
    let name = fileName.replacing(/^[0-9]|[^A-Za-z0-9_]/, with: "_")
    let hashes = String(repeating: "#", count: longestRunOfHashes(in: text) + 1)
    return """
        static let \(name): [UInt8] = Array(\(hashes)\"""
      \(text)
      \"""\(hashes).utf8)
      """
  }

  /// With one more, nothing in the text ends the literal, or begins an interpolation in it.
  private static func longestRunOfHashes(in text: String) -> Int {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "#") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

/// Why nothing was written.
struct Refusal: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
