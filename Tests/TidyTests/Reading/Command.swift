import Foundation

/// One run of a program, with what it wrote.
struct Command {
  let status: Int32
  /// Standard output and standard error together.
  let output: String

  /// Runs a program to its end with nothing to read.
  ///
  /// - Parameters:
  ///   - path: Absolute, or looked up in /usr/bin.
  ///   - environment: The whole environment; nil for that of the tests.
  init(_ path: String, _ arguments: [String], environment: [String: String]? = nil) throws {
    let process = Process()
    let folder = try ScratchFolder()
    try folder.write("output", "")
    let written = try FileHandle(forWritingTo: folder.url.appending(path: "output"))
    process.executableURL = URL(filePath: path.hasPrefix("/") ? path : "/usr/bin/\(path)")
    process.arguments = arguments
    process.environment = environment ?? ProcessInfo.processInfo.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = written
    process.standardError = written
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try folder.text("output")
  }
}

/// A folder that lives as long as the test that made it.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tidy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file; a program gets its run bits.
  func write(_ name: String, _ text: String, isProgram: Bool = false) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes(
      [.posixPermissions: isProgram ? 0o755 : 0o644], ofItemAtPath: file.path())
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }
}
