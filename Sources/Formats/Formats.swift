/// Bytes to located trees and records. Knows no domain: what a column means is for others.
