import Foundation
import Glibc
import SystemPackage

extension Folder {
  /// The directory for the socket, made if need be: `socket` in the folder, or a short one under
  /// /tmp that the folder remembers.
  ///
  /// A socket's path holds 107 bytes, of which PostgreSQL's file name takes 14; and the setting is
  /// a list, so that the path must be plain.
  func socketDirectory() throws -> FilePath {
    let own = path.appending("socket")
    let isPlain = own.string.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "/._-".utf8.contains(byte)
      }
    }
    guard isPlain, own.string.utf8.count <= 93 else { return try shortDirectory() }
    if mkdir(own.string, 0o700) == 0 { user.own(own) }
    return own
  }

  /// Removes the short directory, if there is one, after the server has stopped.
  func removeShortDirectory() {
    guard let text = try? String(contentsOfFile: note.string, encoding: .utf8) else { return }
    // Only an empty directory goes, so a wrong note can do no harm.
    rmdir(text)
    try? FileManager.default.removeItem(atPath: note.string)
  }

  private var note: FilePath { path.appending("socket-directory") }

  private func shortDirectory() throws -> FilePath {
    if let text = try? String(contentsOfFile: note.string, encoding: .utf8) {
      let remembered = FilePath(text)
      // After a reboot the name may be somebody else's.
      if owner(of: remembered) == user.userID { return remembered }
    }
    let made = try temporaryDirectory("huizong-")
    user.own(made)
    try write(made.string, to: note)
    return made
  }
}

/// A new directory under /tmp for its owner only. The corresponding C function is `mkdtemp`.
///
/// Not under TMPDIR, which may be long.
func temporaryDirectory(_ prefix: String) throws -> FilePath {
  var name = Array("/tmp/\(prefix)XXXXXX".utf8CString)
  guard mkdtemp(&name) != nil else {
    throw EmbeddedPostgresError.unusableDirectory(
      "/tmp", reason: String(cString: strerror(errno)))
  }
  return FilePath(platformString: name)
}
