// The browser's side of SRP-6a (RFC 5054): it proves that it knows the code the person typed, and the service proves the
// same, without either telling it. Whoever listens at the service's port instead learns nothing to try codes with.
import { type Bytes, type Digest, base64UrlOf, bytesOf, bytesOfHex, hash, hexOf, mac, randomBytes } from "./bytes";

export interface Group {
  prime: bigint;
  generator: bigint;
  digest: Digest;
}

/** The 3072-bit group of RFC 5054, appendix A; its prime is made from the digits of pi. */
export const RFC_5054_3072: Group = {
  prime: BigInt(
    `0x${[
      "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd",
      "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed",
      "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f",
      "83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b",
      "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510",
      "15728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7",
      "abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200c",
      "bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff",
    ].join("")}`,
  ),
  generator: 5n,
  digest: "SHA-256",
};

const IDENTITY = "whyad";
const EXPONENT_BYTES = 32;
const NUMBER = /^[0-9a-f]{1,768}$/;

/** What the service answered to the browser's number. */
export interface Challenge {
  salt: string;
  public_number: string;
}

/** What this browser shows, what it expects in return, and the secret it keeps if that came. */
export interface Proofs {
  browser: string;
  service: string;
  secret: string;
}

export class CodeHolder {
  readonly #code: string;
  readonly #private: bigint;
  readonly #group: Group;
  readonly #identity: string;

  constructor(code: string, group = RFC_5054_3072, identity = IDENTITY, privateNumber = randomNumber()) {
    this.#code = code;
    this.#group = group;
    this.#identity = identity;
    this.#private = privateNumber;
  }

  get publicNumber(): bigint {
    return power(this.#group.generator, this.#private, this.#group.prime);
  }

  /** Null where the service's answer is none: with such numbers the key would be known to anybody. */
  async prove({ salt, public_number }: Challenge, url: string): Promise<Proofs | null> {
    const saltBytes = bytesOfHex(salt);
    const servicePublic = NUMBER.test(public_number) ? BigInt(`0x${public_number}`) : 0n;
    if (!saltBytes || servicePublic % this.#group.prime === 0n) return null;
    const key = await hash(this.#group.digest, this.#pad(await this.sharedNumber(saltBytes, servicePublic)));
    const numbers = [this.publicNumber, servicePublic].map((number) => number.toString(16));
    const transcript = ["whyad-pairing-1", url, salt, ...numbers].join("\n");
    const said = (role: string) => mac("SHA-256", key, `${role}\n${transcript}`);
    return {
      browser: hexOf(await said("browser")),
      service: hexOf(await said("service")),
      secret: base64UrlOf(await said("secret")),
    };
  }

  /** What both sides arrive at if they used the same code. */
  async sharedNumber(salt: Bytes, servicePublic: bigint): Promise<bigint> {
    const { prime, generator } = this.#group;
    const multiplier = await this.#hashNumber(this.#pad(prime), this.#pad(generator));
    const scrambler = await this.#hashNumber(this.#pad(this.publicNumber), this.#pad(servicePublic));
    const inner = await hash(this.#group.digest, bytesOf(`${this.#identity}:${this.#code}`));
    const exponent = await this.#hashNumber(salt, inner);
    const base = (servicePublic - ((multiplier * power(generator, exponent, prime)) % prime) + prime) % prime;
    return power(base, this.#private + scrambler * exponent, prime);
  }

  async #hashNumber(...parts: readonly Bytes[]): Promise<bigint> {
    return numberOf(await hash(this.#group.digest, ...parts));
  }

  /** A number in as many bytes as the prime has. */
  #pad(number: bigint): Bytes {
    const digits = this.#group.prime.toString(16).length;
    const padded = bytesOfHex(number.toString(16).padStart(digits + (digits % 2), "0"));
    if (!padded) throw new Error("a number has hexadecimal digits only");
    return padded;
  }
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

const numberOf = (bytes: Bytes): bigint => BigInt(`0x${hexOf(bytes)}`);
const randomNumber = (): bigint => numberOf(randomBytes(EXPONENT_BYTES));
