import Foundation

/// What tells this build of the program from another of the same version: a night trusts nothing
/// that another one has made.
enum ProgramBuild {
  /// The size of the program's file and when it was written; empty where nobody can tell.
  static let identity: String = {
    let files = FileManager.default
    guard let path = try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
      let attributes = try? files.attributesOfItem(atPath: path),
      let size = attributes[.size] as? NSNumber,
      let written = attributes[.modificationDate] as? Date
    else { return "" }
    return "\(size) \(written.timeIntervalSince1970)"
  }()
}
