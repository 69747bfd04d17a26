import Foundation
import SystemPackage

/// Starts and stops the server of a folder; the caller holds the folder's lock.
struct Server: Sendable {
  /// A part of the socket's name only; nothing listens on the network.
  static let port = "5432"

  let folder: Folder
  let binaries: Binaries
  let durability: EmbeddedPostgres.Durability

  /// - Returns: The directory of the socket.
  func start() async throws -> FilePath {
    var failures = 0
    try await eventually("starting the server in \(folder.path)", seconds: 120) {
      if let postmaster = Postmaster.alive(in: folder.data) { return postmaster.isReady }
      do {
        try await launch()
      } catch let error as EmbeddedPostgresError {
        // Backends of a killed server hold its shared memory until they notice; a few seconds.
        failures += 1
        guard failures < 5 else { throw withLog(error) }
        try await Task.sleep(for: .seconds(failures))
      }
      return false
    }
    return Postmaster.alive(in: folder.data)?.socketDirectory ?? FilePath()
  }

  func stop() async throws {
    guard Postmaster.alive(in: folder.data) != nil else { return }
    try await control(["stop", "--pgdata=data", "--mode=fast", "--wait"])
    try await eventually("stopping the server in \(folder.path)", seconds: 60) {
      Postmaster.alive(in: folder.data) == nil
    }
    folder.removeShortDirectory()
  }

  private func launch() async throws {
    // No living server belongs to the file, see `Postmaster`. PostgreSQL's second guard, the shared
    // memory that is named by the cluster's inode, stays.
    try? FileManager.default.removeItem(atPath: folder.data.appending("postmaster.pid").string)
    try folder.writeSettings(durability, socketDirectory: try folder.socketDirectory())
    try await control(["start", "--pgdata=data", "--log=server.log", "--wait", "--timeout=60"])
  }

  private func control(_ arguments: [String]) async throws {
    try await folder.user.run(
      binaries.folder.appending("pg_ctl"), arguments + ["--silent"], in: folder.path)
  }

  /// pg_ctl only says that the server did not start; the log says why.
  private func withLog(_ error: EmbeddedPostgresError) -> EmbeddedPostgresError {
    guard let log = try? String(contentsOfFile: folder.log.string, encoding: .utf8) else {
      return error
    }
    let end = log.split(separator: "\n").suffix(5).joined(separator: "\n")
    return .programFailed("postgres", output: end)
  }
}
