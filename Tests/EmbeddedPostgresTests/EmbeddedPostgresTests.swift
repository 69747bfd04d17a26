import EmbeddedPostgres
import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing

@Suite(.serialized)
struct EmbeddedPostgresTests {
  @Test func startsOnceAndStops() async throws {
    try await withDirectory { directory in
      let server = EmbeddedPostgres(directory: directory, durability: .throwaway)
      #expect(server.processID == nil)
      let conninfo = try await server.start()
      let processID = try #require(server.processID)
      #expect(try await ask(conninfo, "SHOW listen_addresses") == "")
      #expect(try await ask(conninfo, "SHOW server_encoding") == "UTF8")
      #expect(try await ask(conninfo, "SELECT current_user") == "huizong")

      #expect(try await server.start() == conninfo)
      #expect(server.processID == processID)
      #expect(server.conninfo(database: "postgres") == conninfo)

      try await server.stop()
      #expect(server.processID == nil)
      try await server.stop()
    }
  }

  @Test func startsOnceForTwoCallers() async throws {
    try await withDirectory { directory in
      let server = EmbeddedPostgres(directory: directory, durability: .throwaway)
      async let one = server.start()
      async let other = EmbeddedPostgres(directory: directory, durability: .throwaway).start()
      let (first, second) = try await (one, other)
      #expect(first == second)
      #expect(try await ask(first, "SELECT 1") == "1")
    }
  }

  @Test func survivesAKill() async throws {
    try await withDirectory { directory in
      let server = EmbeddedPostgres(directory: directory)
      let conninfo = try await server.start()
      _ = try await ask(conninfo, "CREATE TABLE kept AS SELECT 42 AS answer")
      let processID = try #require(server.processID)
      #expect(kill(processID, SIGKILL) == 0)

      #expect(try await server.start() == conninfo)
      #expect(server.processID != processID)
      #expect(try await ask(conninfo, "SELECT answer FROM kept") == "42")
    }
  }

  @Test func startsInALongPathWithStrangeLetters() async throws {
    try await withDirectory { root in
      let directory = root.appending("预算 '\"$HOME")
        .appending(String(repeating: "long", count: 30))
      let server = EmbeddedPostgres(directory: directory, durability: .throwaway)
      let conninfo = try await server.start()
      #expect(try await ask(conninfo, "SELECT 1") == "1")
      let socket = try #require(conninfo.firstMatch(of: /host='(\/tmp\/[^']+)'/)?.1)
      try await server.stop()
      #expect(!FileManager.default.fileExists(atPath: String(socket)))
      #expect(try await ask(try await server.start(), "SELECT 1") == "1")
      try await server.stop()
    }
  }

  @Test func clearsAHalfMadeClusterAway() async throws {
    try await withDirectory { directory in
      let draft = directory.appending("data.new").string
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
      try Data("half".utf8).write(to: URL(fileURLWithPath: draft + "/PG_VERSION"))
      let server = EmbeddedPostgres(directory: directory, durability: .throwaway)
      #expect(try await ask(try await server.start(), "SELECT 1") == "1")
    }
  }

  @Test func refusesADirectoryWithOtherFiles() async throws {
    try await withDirectory { directory in
      try Data().write(to: URL(fileURLWithPath: directory.appending("letter.txt").string))
      await #expect(throws: EmbeddedPostgresError.self) {
        try await EmbeddedPostgres(directory: directory).start()
      }
    }
  }

  @Test func endsATemporaryServerWithItsProcess() async throws {
    let result = try await #require(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) {
      let server = try await EmbeddedPostgres.temporary()
      let note = "directory=\(server.directory) pid=\(server.processID ?? 0);"
      try FileHandle.standardOutput.write(contentsOf: Data(note.utf8))
    }
    let output = String(decoding: result.standardOutputContent, as: UTF8.self)
    let directory = try #require(output.firstMatch(of: /directory=(\S+) pid=[1-9]/)?.1)
    #expect(!FileManager.default.fileExists(atPath: String(directory)))
  }
}

/// Runs a test in a new directory and removes it with its server.
private func withDirectory(_ body: (FilePath) async throws -> Void) async throws {
  let directory = FilePath("/tmp/huizong-embedded-\(UUID().uuidString.prefix(8))")
  let files = FileManager.default
  try files.createDirectory(atPath: directory.string, withIntermediateDirectories: true)
  let outcome: Result<Void, any Error>
  do { outcome = .success(try await body(directory)) } catch { outcome = .failure(error) }
  try await EmbeddedPostgres(directory: directory).stop()
  try files.removeItem(atPath: directory.string)
  try outcome.get()
}

/// The one value that a query gives, asked through psql as a person would.
private func ask(_ conninfo: String, _ sql: String) async throws -> String {
  let result = try await Subprocess.run(
    .name("psql"), arguments: ["-XAtqc", sql, conninfo], output: .string(limit: 65536),
    error: .combinedWithOutput)
  return result.standardOutput.trimmingCharacters(in: .newlines)
}
