import Foundation
import Testing

/// What others wrote of the program: exact versions, and licences that ask for nothing but their
/// text, of all packages that the build resolved, direct and indirect.
@Suite struct LicenceTests {
  private static let job = SourceTree.root.appending(path: "jobs/sbom").path()

  /// Where the build that runs these tests has its sources.
  private static let checkouts = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "checkouts").path()

  private func list(_ arguments: [String]) throws -> Command {
    try Command("python3", ["-B", Self.job, "--version", "1"] + arguments)
  }

  @Test func everyPackageHasAnAllowedLicence() throws {
    let list = try list(["--checkouts", Self.checkouts])
    #expect(list.status == 0, "\(list.output)")
    let resolved = try SourceTree.text("Package.resolved")
    let names = resolved.matches(of: /"identity" : "([^"]+)"/).map(\.1)
    #expect(names.count >= 7)
    for name in names {
      #expect(list.output.contains("\"name\": \"\(name)\""), "\(name)")
    }
  }

  @Test func packagesHaveExactVersions() throws {
    let manifest = try SourceTree.text("Package.swift")
    let packages = manifest.matches(of: /\.package\([^)]*\)/).map(\.0)
    #expect(packages.count >= 5)
    for package in packages { #expect(package.contains("exact: \""), "\(package)") }
  }

  /// Words of each licence that is known, and of some that are not allowed or nobody knows.
  @Test(arguments: [
    ("Apache License\n   Version 2.0, January 2004", 0),
    ("Permission is hereby granted, free of charge, to any person obtaining", 0),
    ("Redistribution and use in source and binary forms, with or without", 0),
    ("GNU GENERAL PUBLIC LICENSE Version 3", 65), ("All rights reserved.", 65), ("", 65),
  ])
  func othersAreRefused(words: String, status: Int32) throws {
    let folder = try ScratchFolder()
    try folder.write("checkouts/swift-made-up/LICENSE.txt", words)
    try folder.write(
      "resolved",
      """
      {"pins": [{"identity": "swift-made-up", "location": "https://example.org/swift-made-up.git",
        "state": {"revision": "0123", "version": "1.0.0"}}]}
      """)
    let path = folder.url.path() + "/"
    let list = try list(["--checkouts", path + "checkouts", "--resolved", path + "resolved"])
    #expect(list.status == status, "\(list.output)")
    if status != 0 { #expect(list.output.contains("swift-made-up 1.0.0"), "\(list.output)") }
  }

  @Test func aPackageWithoutALicenceIsRefused() throws {
    let folder = try ScratchFolder()
    try folder.write(
      "resolved",
      """
      {"pins": [{"identity": "a", "location": "https://example.org/a", "state": {"revision": "0"}}]}
      """)
    let path = folder.url.path() + "/"
    #expect(try list(["--checkouts", path, "--resolved", path + "resolved"]).status == 69)
    #expect(try list(["--checkouts", path, "--resolved", path + "nothing"]).status == 69)
  }
}
