const canvas = document.createElement('canvas');
canvas.width = canvas.height = 1;
const context = canvas.getContext('2d', { willReadFrequently: true });

/** The contrast of an element's text with what it stands on, as WCAG counts it: 1 to 21. */
export function contrast(element: HTMLElement): number {
  const words = luminance(getComputedStyle(element).color);
  const ground = luminance(groundOf(element));
  return (Math.max(words, ground) + 0.05) / (Math.min(words, ground) + 0.05);
}

/** The background of an element, or of the nearest around it that has one. */
function groundOf(element: HTMLElement): string {
  const { backgroundColor } = getComputedStyle(element);
  if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  if (!element.parentElement) throw new Error('It stands on nothing.');
  return groundOf(element.parentElement);
}

/** Of a colour as a screen shows it, from 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = onScreen(colour).map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A colour of any space in sRGB, 0 to 255 each. */
function onScreen(colour: string): number[] {
  if (!context) throw new Error('There is no canvas.');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha] = context.getImageData(0, 0, 1, 1).data;
  if (alpha !== 255 || !CSS.supports('color', colour)) throw new Error(`${colour} is not opaque.`);
  return [red, green, blue];
}
