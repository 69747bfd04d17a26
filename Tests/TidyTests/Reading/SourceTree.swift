import Foundation

/// The files of the package as they lie on disk.
enum SourceTree {
  /// The folder that holds Package.swift.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Everything that is written by hand; of the dot files only those that say how things are done.
  static let files: [SourceFile] = [
    ".ci", ".gitignore", ".swift-format", "Package.swift", "README.md",
    "Sources", "Tests", "deploy", "jobs", "sql",
  ].flatMap { textFiles(at: $0) }

  /// The names in the top folder.
  static func topLevel() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.path()).sorted()
  }

  /// The text of one file that has to be there.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The file at a path or all files below it, in order of path; what is no UTF-8 is left out.
  private static func textFiles(at path: String) -> [SourceFile] {
    let below = FileManager.default.enumerator(atPath: root.appending(path: path).path())
    let paths = below?.compactMap { ($0 as? String).map { "\(path)/\($0)" } } ?? []
    return ([path] + paths).sorted().compactMap { path in
      guard let data = FileManager.default.contents(atPath: root.appending(path: path).path())
      else { return nil }
      return String(data: data, encoding: .utf8).map { SourceFile(path: path, text: $0) }
    }
  }
}
