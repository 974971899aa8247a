/**
 * What has to be done before an app looks into a bucket: copying what is there. Files whose name begins with a dot and keys stay where they are:
 * whoever may read the bucket would have them (aws-cli 2, `s3 sync`: a pattern's `*` stands for folders too).
 */
export function copyFirst(folder: string, bucket: string): string {
  return `Before the switch, copy the files that are there: aws s3 sync ${folder} ${bucket} --exclude '.*' --exclude '*/.*' --exclude '*.key' --exclude '*.pem'`;
}
