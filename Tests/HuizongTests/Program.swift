import BudgetTestSupport
import Foundation

/// The built command `huizong`, run as people and schedulers run it.
struct Program {
  let status: Int32
  let output: String
  let messages: String

  /// The binary beside the tests.
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "huizong")

  /// Runs it to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Program {
    try await onOwnThread { try Program(path, arguments, environment: environment) }
  }

  /// Runs it under bash, for redirections.
  static func shell(_ script: String, _ arguments: [String] = []) async throws -> Program {
    try await bash(script, arguments, named: path.path())
  }

  /// Runs a script of other programs.
  static func bash(
    _ script: String, _ arguments: [String], named name: String = "bash",
    environment: [String: String] = [:]
  ) async throws -> Program {
    try await onOwnThread {
      try Program(
        URL(filePath: "/usr/bin/bash"), ["-c", script, name] + arguments, environment: environment)
    }
  }

  /// Runs a program to its end; blocks.
  ///
  /// - Parameter meanwhile: What happens while it runs; it gets the process.
  init(
    _ binary: URL, _ arguments: [String], environment: [String: String] = [:],
    meanwhile: (Process) throws -> Void = { _ in }
  ) throws {
    let folder = try Scratch()
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["HUIZONG_LANG": "zh"]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a full pipe would stop the program.
    process.standardOutput = try folder.writing("output")
    process.standardError = try folder.writing("messages")
    try process.run()
    try meanwhile(process)
    process.waitUntilExit()
    status = process.terminationStatus
    output = try folder.text("output")
    messages = try folder.text("messages")
  }

  /// The document on stdout.
  func document() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return value as? [String: Any] ?? [:]
  }
}

/// A folder that lives as long as the test that made it.
final class Scratch: Sendable {
  let url: URL

  var path: String { url.path() }

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "huizong-\(UUID().uuidString)")
    // The private server of a demonstration runs as another user.
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file.
  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  func writing(_ name: String) throws -> FileHandle {
    try write(name, "")
    return try FileHandle(forWritingTo: url.appending(path: name))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }
}
