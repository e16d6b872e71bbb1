extension DiagnosticCode {
  public static let inventoryNotFound = DiagnosticCode(4001, "no such inventory")
  public static let inventoryUnreadable = DiagnosticCode(4002, "a file of an inventory that cannot be read")
  public static let inventoryEmpty = DiagnosticCode(4003, "nothing in an inventory was recognised")
  public static let fileNotRecognised = DiagnosticCode(4004, "a file that no entity fits")
  public static let fileAmbiguous = DiagnosticCode(4005, "a file that several entities fit equally")
  public static let fileNotListed = DiagnosticCode(4006, "a file that the manifest does not list")
  public static let sourceWithoutRows = DiagnosticCode(4007, "a source without rows that nobody declared complete")
  public static let fileSkipped = DiagnosticCode(4008, "a file or link in a folder that was not read")
  public static let fileChanged = DiagnosticCode(4009, "a file that changes while it is read")
  public static let manifestFileMissing = DiagnosticCode(4010, "a file that only the manifest knows")
  public static let manifestColumnMissing = DiagnosticCode(4011, "a column that only the manifest knows")
  public static let manifestSecond = DiagnosticCode(4012, "a second manifest in one folder")
  public static let manifestOutside = DiagnosticCode(4013, "a manifest's file outside its folder")
  public static let manifestZones = DiagnosticCode(4014, "manifests of different zones")
  public static let manifestFormat = DiagnosticCode(4015, "a format or adapter that is not known")
  public static let sectionClosesNothing = DiagnosticCode(4016, "a section that closes no relation")
  public static let sectionOfOtherEntity = DiagnosticCode(4017, "a section that the source's records cannot fill")
  public static let claimWeakened = DiagnosticCode(4018, "a claim of completeness that does not stand")
  public static let collectedLater = DiagnosticCode(4019, "a source collected after the day of the run")
  public static let keylessRecord = DiagnosticCode(4020, "a record without a key")
  public static let sharedKey = DiagnosticCode(4021, "a key that different subjects share")
  public static let givenUnknown = DiagnosticCode(4030, "a given row that the schema does not know")
  public static let catalogPattern = DiagnosticCode(4040, "a catalog's pattern that cannot be used")
  public static let catalogAmbiguousAlias = DiagnosticCode(4041, "a catalog's name for two rows")
  public static let catalogSupplied = DiagnosticCode(4042, "supplied reference data that cannot be read")
  public static let adapterAmbiguous = DiagnosticCode(4050, "a file that several adapters recognise")
  public static let adapterLikely = DiagnosticCode(4051, "a file that an adapter only probably recognises")
  public static let adapterWithoutDevice = DiagnosticCode(4052, "a file that does not say whose it is")
  public static let claimBeyondTool = DiagnosticCode(4053, "a claim that goes beyond what the tool can prove")
  public static let adapterName = DiagnosticCode(4054, "a second adapter of one name")
  public static let deviceUnused = DiagnosticCode(4055, "a device in the manifest that no record takes")
  public static let documentMalformed = DiagnosticCode(4060, "a configuration file that breaks its format's rules")
  public static let documentPath = DiagnosticCode(4061, "a given document without a path")
  public static let registerClaimed = DiagnosticCode(4065, "waivers or attestations that nobody has put in force")
}

extension DiagnosticCodeCatalog {
  static let inventories: [DiagnosticCode] = [
    .inventoryNotFound, .inventoryUnreadable, .inventoryEmpty, .fileNotRecognised, .fileAmbiguous, .fileNotListed,
    .sourceWithoutRows, .fileSkipped, .fileChanged,
    .manifestFileMissing, .manifestColumnMissing, .manifestSecond, .manifestOutside,
    .manifestZones, .manifestFormat, .sectionClosesNothing, .sectionOfOtherEntity,
    .claimWeakened, .collectedLater, .keylessRecord, .sharedKey, .givenUnknown,
    .catalogPattern, .catalogAmbiguousAlias, .catalogSupplied, .adapterAmbiguous, .adapterLikely, .adapterWithoutDevice,
    .claimBeyondTool,
    .adapterName, .deviceUnused, .documentMalformed, .documentPath, .registerClaimed,
  ]
}
