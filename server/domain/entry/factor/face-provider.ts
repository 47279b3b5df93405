/** Somebody who knows faces: another company's service behind `provider/`, or nobody. */
export interface FaceProvider {
  /** What is kept to know the face again; null when the two pictures are not of one person, or not of a face. */
  learn(photos: FacePhoto, userId: string): Promise<string | null>
  matches(template: string, photo: string): Promise<boolean>
}

/** Addresses of pictures, or the keys under which they were uploaded here. */
export interface FacePhoto {
  photoA: string
  photoB: string
  /** Whether they are addresses elsewhere. */
  isExternal: boolean
}
