import Foundation
import Glibc
import SystemPackage

/// The directory of a private server and the user it belongs to.
struct Folder: Sendable {
  static let superuser = "huizong"

  let path: FilePath
  let user: ServerUser

  var data: FilePath { path.appending("data") }
  var log: FilePath { path.appending("server.log") }

  /// The directory if it holds a cluster.
  static func existing(_ path: FilePath) -> Folder? {
    let data = path.appending("data").string
    guard FileManager.default.fileExists(atPath: data),
      let user = ServerUser.suitable(for: owner(of: path))
    else { return nil }
    return Folder(path: path, user: user)
  }

  /// The directory, made if it is missing.
  ///
  /// A folder with other things in it is refused: root would hand it to another user.
  static func prepared(_ path: FilePath) throws -> Folder {
    if let folder = existing(path) { return folder }
    let files = FileManager.default
    do {
      try files.createDirectory(
        atPath: path.string, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o755])
    } catch {
      throw unusable(path, "\(error.localizedDescription)")
    }
    let strangers = Set((try? files.contentsOfDirectory(atPath: path.string)) ?? [])
      .subtracting(["lock", "data.new", "socket-directory", "socket"])
    guard strangers.isEmpty else { throw unusable(path, "it holds other files") }
    guard let user = ServerUser.suitable(for: owner(of: path)) else {
      throw unusable(path, "no user without root's rights is known to run a server")
    }
    user.own(path)
    return Folder(path: path, user: user)
  }

  /// Runs `body` while no other process works on the directory; a server keeps no lock.
  func locked<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    let lock = path.appending("lock")
    // Close on exec: a server that inherited the descriptor would keep the lock for ever.
    let descriptor = open(lock.string, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.unusable(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    user.own(lock)
    try await eventually("another process working on \(path)", seconds: 120) {
      flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
    return try await body()
  }

  private static func unusable(_ path: FilePath, _ reason: String) -> EmbeddedPostgresError {
    .unusableDirectory(path.string, reason: reason)
  }
}

/// The user id of the owner; nil when there is nothing.
func owner(of path: FilePath) -> UInt32? {
  var status = stat()
  return lstat(path.string, &status) == 0 ? status.st_uid : nil
}

/// The path from the root, without `.` and `..`.
func absolute(_ path: FilePath) -> FilePath {
  let current = FilePath(FileManager.default.currentDirectoryPath)
  return (path.isAbsolute ? path : current.pushing(path)).lexicallyNormalized()
}

/// Asks every 20 ms until `condition` holds.
///
/// - Throws: `EmbeddedPostgresError.timedOut`, or whatever `condition` throws.
func eventually(
  _ what: String, seconds: Int, _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while try await !condition() {
    guard ContinuousClock.now < deadline else {
      throw EmbeddedPostgresError.timedOut(what, seconds: seconds)
    }
    try await Task.sleep(for: .milliseconds(20))
  }
}
