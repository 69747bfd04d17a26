import Foundation
import Glibc
import Synchronization
import SystemPackage

extension EmbeddedPostgres {
  /// A started server for tests that vanishes with this process.
  ///
  /// What a killed process has left behind goes as well: the directory's name holds its number.
  ///
  /// - Throws: `EmbeddedPostgresError`.
  public static func temporary() async throws -> EmbeddedPostgres {
    removeLeftovers()
    let directory = try temporaryDirectory("\(temporaryPrefix)\(getpid())-")
    let server = EmbeddedPostgres(directory: directory, durability: .throwaway)
    let isFirst = temporaryServers.withLock { servers in
      servers.append(directory)
      return servers.count == 1
    }
    if isFirst { atexit { temporaryServers.withLock { $0.forEach(remove) } } }
    try await server.start()
    return server
  }

  private static func removeLeftovers() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []
    for name in names where name.hasPrefix(temporaryPrefix) {
      let number = name.dropFirst(temporaryPrefix.count).prefix { $0 != "-" }
      let isOver = Int32(number).map { kill($0, 0) == -1 && errno == ESRCH } ?? false
      if isOver { remove(FilePath("/tmp/\(name)")) }
    }
  }
}

private let temporaryPrefix = "huizong-test-"

/// What `atexit` has to remove; its function takes no argument.
private let temporaryServers = Mutex<[FilePath]>([])

/// Ends a server at once, without a checkpoint, and removes its directory.
private func remove(_ directory: FilePath) {
  let data = directory.appending("data")
  if let postmaster = Postmaster.alive(in: data) { kill(postmaster.processID, SIGQUIT) }
  for _ in 0..<250 where Postmaster.alive(in: data) != nil { usleep(20_000) }
  try? FileManager.default.removeItem(atPath: directory.string)
}
