/// What the files hold: a clean district, then its slips and what its units paid each other, then
/// the real unit.
struct PlantedDistrict {
  private(set) var units: [Unit]
  private(set) var expectations: [Expectation]
  private(set) var books: [Book]
  let reorganisation: Reorganisation
  private(set) var transfers: [RegisteredTransfer] = []
  private(set) var slips: [PlantedSlip] = []
  /// The slips that were asked for by cause; then there are no others.
  private(set) var slipsByCause: [CauseSlip]?

  init(_ options: SampleOptions) {
    var district = DistrictBooks(options)
    if options.includesPlantedSlips, options.slipsPerCause > 0 {
      slipsByCause = CausePlanter(options.seed, count: options.slipsPerCause).plant(in: &district)
    } else if options.includesPlantedSlips {
      slips = SlipPlanter(options.seed).plant(in: &district)
    }
    // What slips of each cause are found by is measured in districts where nothing else is.
    if options.slipsPerCause == 0 {
      var transfers = TransferPlanter(
        options.years.upperBound, avoiding: Set(slips.map(\.unitCode)))
      transfers.plant(in: &district, onlyMatched: !options.includesPlantedSlips)
      self.transfers = transfers.registered
    }
    reorganisation = Reorganisation(district.tree, options.years)
    units = district.tree.units
    expectations = district.expectations
    books = district.books
    if options.includesRealUnit, options.years.contains(RealUnit.year) {
      units.insert(RealUnit.unit, at: 0)
      expectations.append(RealUnit.expectation)
      books.append(RealUnit.book(id: district.nextID))
    }
  }
}
