import Foundation
import Subprocess
import SystemPackage

/// The folder with the programs of a PostgreSQL server.
struct Binaries: Sendable {
  let folder: FilePath

  /// The newest server of Debian's layout, else what `pg_config` names, else what PATH holds.
  static func found() async throws -> Binaries {
    let candidates = debianFolders() + [await configured(), onPath()].compactMap { $0 }
    guard let folder = candidates.first(where: isComplete) else {
      throw EmbeddedPostgresError.noServerInstalled(
        searched: ["/usr/lib/postgresql/*/bin", "pg_config --bindir", "PATH"])
    }
    return Binaries(folder: folder)
  }

  /// The programs of Debian's packages, newest version first.
  private static func debianFolders() -> [FilePath] {
    let versions = "/usr/lib/postgresql"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? []
    let numbers = names.compactMap { Int($0) }.sorted(by: >)
    return numbers.map { FilePath("\(versions)/\($0)/bin") }
  }

  private static func configured() async -> FilePath? {
    let answer = try? await Subprocess.run(
      .name("pg_config"), arguments: ["--bindir"], output: .string(limit: 4096))
    let text = answer?.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return text.isEmpty ? nil : FilePath(text)
  }

  private static func onPath() -> FilePath? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.lazy.map { FilePath(String($0)) }.first(where: isComplete)
  }

  private static func isComplete(_ folder: FilePath) -> Bool {
    ["initdb", "pg_ctl", "postgres"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: folder.appending($0).string)
    }
  }
}
