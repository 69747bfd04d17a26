import Testing

/// The arrows of the house: the manifest, its picture and the imports tell the same.
@Suite struct LayeringTests {
  /// What comes with Swift and is open to every target but the pure ones.
  private static let toolchain: Set = [
    "Dispatch", "Foundation", "Glibc", "PackagePlugin", "Synchronization",
  ]
  /// Domain and rules rest on the standard library alone.
  private static let pure: Set = ["BudgetDomain", "BudgetRules"]
  /// The floors whose arrows are settled: another one is a new decision about the design.
  private static let settled: [String: Set<String>] = [
    "BudgetDomain": [], "BudgetRules": ["BudgetDomain"],
    "BudgetEngine": ["BudgetDomain", "BudgetRules"], "PostgresClient": ["CLibpq"],
    "BudgetStore": ["BudgetDomain", "BudgetRules", "BudgetEngine", "PostgresClient"],
  ]

  @Test func importsFollowTheManifest() throws {
    let manifest = try Manifest(SourceTree.text("Package.swift"))
    let sources = SourceTree.files.filter { swift()($0.path) }
    let findings = sources.flatMap { foreignImports(in: $0, manifest) }
    #expect(findings.isEmpty, "\(report(findings))")
  }

  @Test func pictureEqualsManifest() throws {
    let manifest = try Manifest(SourceTree.text("Package.swift"))
    let houses = Set(manifest.dependencies.keys.filter { !$0.hasSuffix("Tests") })
      .subtracting(["BudgetTestSupport"])
    let written = manifest.dependencies.filter { houses.contains($0.key) }
      .mapValues { $0.intersection(houses) }
    #expect(closure(of: manifest.drawn) == closure(of: written))
  }

  @Test func settledArrowsStand() throws {
    let manifest = try Manifest(SourceTree.text("Package.swift"))
    for (target, arrows) in Self.settled {
      #expect(manifest.dependencies[target] == arrows, "\(target)")
    }
  }

  @Test(arguments: [
    ("Sources/BudgetDomain/A.swift", "import Foundation"),
    ("Sources/BudgetRules/A.swift", "public import BudgetEngine"),
    ("Sources/BudgetEngine/A.swift", "private import struct PostgresClient.Connection"),
    ("Sources/PostgresClient/A.swift", "import BudgetDomain"),
    ("Sources/Stray/A.swift", "import Foundation"),
    ("Tests/BudgetDomainTests/A.swift", "@testable import BudgetStore"),
  ])
  func seesForeignImports(path: String, text: String) throws {
    let manifest = try Manifest(SourceTree.text("Package.swift"))
    #expect(foreignImports(in: SourceFile(path: path, text: text), manifest).count == 1)
  }

  @Test func readsManifestAndPicture() {
    let manifest = Manifest(
      """
      //   app ─► Report ─► Domain
      //    ├──► Demo
      //    └─┴─► Store ─► Domain
      let log = Target.Dependency.product(name: "Logging", package: "swift-log")
      library("Store", uses: ["Domain", log]),
      .executableTarget(
        name: "app",
        dependencies: [ "Store", .product(name: "Args", package: "swift-args"), ])
      """)
    #expect(manifest.dependencies == ["Store": ["Domain", "Logging"], "app": ["Store", "Args"]])
    #expect(
      manifest.drawn == [
        "app": ["Report", "Demo", "Store"], "Report": ["Domain"], "Store": ["Domain"],
      ])
    #expect(closure(of: manifest.drawn)["app"] == ["Report", "Demo", "Store", "Domain"])
  }

  /// The imports of a source that its target has no arrow to.
  private func foreignImports(in file: SourceFile, _ manifest: Manifest) -> [Finding] {
    let target = file.components[1]
    let isTest = file.components[0] == "Tests"
    var known = manifest.dependencies[target] ?? []
    if !Self.pure.contains(target) && manifest.dependencies[target] != nil {
      known.formUnion(Self.toolchain)
    }
    if isTest { known.insert("Testing") }
    return file.code.compactMap { line in
      let statement = line.text.firstMatch(
        of: /^\s*(?:@\w+(?:\(\w+\))?\s+|\w+\s+)*import\s+(?:(?:struct|class|enum|func)\s+)?(\w+)/)
      guard let module = statement.map({ String($0.1) }), !known.contains(module) else {
        return nil
      }
      return Finding(path: file.path, line: line.line, message: "\(target) imports \(module)")
    }
  }
}
