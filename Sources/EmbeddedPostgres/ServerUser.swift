import Glibc
import Subprocess
import SystemPackage

/// The user that the server runs as; PostgreSQL refuses to run as root.
struct ServerUser: Sendable {
  let userID: UInt32
  let groupID: UInt32
  let name: String

  /// The user for a directory: the caller; for root the directory's owner when it already belongs
  /// to somebody else, otherwise `postgres`, or `nobody` where that does not exist.
  static func suitable(for owner: UInt32?) -> ServerUser? {
    guard getuid() == 0 else { return ServerUser(getpwuid(getuid())) }
    if let owner, owner != 0 { return ServerUser(getpwuid(owner)) }
    return ServerUser(getpwnam("postgres")) ?? ServerUser(getpwnam("nobody"))
  }

  /// - Returns: nil without an entry in the user database, which initdb needs as well.
  private init?(_ entry: UnsafeMutablePointer<passwd>?) {
    guard let entry = entry?.pointee, let name = entry.pw_name else { return nil }
    userID = entry.pw_uid
    groupID = entry.pw_gid
    self.name = String(cString: name)
  }

  /// Hands a file or folder to the user; only root can, and only root needs to.
  func own(_ path: FilePath) {
    if getuid() == 0 { _ = lchown(path.string, userID, groupID) }
  }

  /// Runs a program as the user and waits for it.
  ///
  /// - Parameter folder: Where it runs, so that it and its shell see short relative paths only.
  /// - Throws: `EmbeddedPostgresError.programFailed` with what it wrote.
  func run(_ program: FilePath, _ arguments: [String], in folder: FilePath) async throws {
    // setpriv, not the options of swift-subprocess: its child deadlocks now and then when it
    // changes its user itself.
    let changesUser = getuid() == 0
    let prefix = ["--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--"]
    let result = try await Subprocess.run(
      .path(changesUser ? "/usr/bin/setpriv" : program),
      arguments: Arguments(changesUser ? prefix + [program.string] + arguments : arguments),
      environment: .inherit.updating(["LC_ALL": "C.UTF-8"]), workingDirectory: folder,
      output: .string(limit: 1 << 20), error: .combinedWithOutput)
    guard result.terminationStatus.isSuccess else {
      throw EmbeddedPostgresError.programFailed(
        program.lastComponent?.string ?? program.string, output: result.standardOutput)
    }
  }
}
